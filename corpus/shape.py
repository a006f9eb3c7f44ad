"""Text in one shape, before anything is looked for in it."""

from unicodedata import normalize

LONGEST = 2_000
"""Characters of the longest text that is read as a figure, a moment or a duration."""

# Forms that NFKC leaves or spoils: dashes and waves of ranges, circled numbers (① would become a
# digit and join the next one), and the radicals that PDF files hold in place of the characters.
_SHAPES = str.maketrans(
    dict.fromkeys("〜～∼˜", "~")
    | dict.fromkeys("‐‑‒–—―−─━", "-")
    | {chr(ord("①") + n): f" ({n + 1}) " for n in range(20)}
    | dict(zip("⻄⻑⺠⻘⻩⻤⾨⾏", "西長民青黄鬼門行", strict=True))
)


def flat(text: str) -> str:
    """`text` in one width (NFKC), dashes and waves in one shape, circled numbers as ``(1)``."""
    return normalize("NFKC", text.translate(_SHAPES)).translate(_SHAPES)


def squeezed(text: str) -> str:
    """`text` as `flat` gives it, without any white space."""
    return "".join(flat(text).split())
