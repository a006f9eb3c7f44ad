"""Numbers that English spells out, as figures: ``two and a half million`` is ``2.5 million``."""

import re

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS_UP_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: n for n, word in enumerate(_UP_TO_NINETEEN.split())}
_TENS = {word: 10 * n for n, word in enumerate(_TENS_UP_TO_NINETY.split(), 2)}
_OTHER = {"dozen": 12, "couple of": 2}
_ONE = "|".join(_SMALL)
_WORD = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[-\s](?P<ones>{_ONE}))?|(?P<small>{_ONE})"
    rf"|(?:an?\s+)?(?P<other>{'|'.join(_OTHER)}))\b",
    re.IGNORECASE,
)
_UNIT = r"(?:million|billion|thousand|hundred|hours?|minutes?|days?|weeks?|months?|years?)"
_ARTICLE = re.compile(rf"\ban?\s+(?=(?:half\s+)?{_UNIT}\b)", re.IGNORECASE)
_AND_HALF = re.compile(r"\b(\d+)(\s+\w+)?\s+and\s+(?:an?|1)\s+half\b", re.IGNORECASE)
_HALF = re.compile(rf"\b(?:an?\s+|1\s+)?half\s+(?:an?\s+|1\s+)?(?={_UNIT}\b)", re.IGNORECASE)
_HUNDRED = re.compile(r"\b(\d+(?:\.\d+)?)\s+hundred\b", re.IGNORECASE)


def in_figures(text: str) -> str:
    """`text` with the numbers in words as figures."""
    told = _WORD.sub(_figure, _ARTICLE.sub("1 ", text))
    told = _AND_HALF.sub(lambda found: f"{found[1]}.5{found[2] or ''}", told)
    told = _HALF.sub("0.5 ", told)
    return _HUNDRED.sub(lambda found: f"{float(found[1]) * 100:.0f}", told)


def _figure(found: re.Match[str]) -> str:
    """One number in words."""
    if found["tens"]:
        return str(_TENS[found["tens"].lower()] + _SMALL.get((found["ones"] or "").lower(), 0))
    if found["other"]:
        return str(_OTHER[" ".join(found["other"].lower().split())])
    return str(_SMALL[found["small"].lower()])
