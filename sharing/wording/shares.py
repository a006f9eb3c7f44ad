"""What is no count although it is a number: money, which is not told, and shares of a hundred."""

import re
from collections.abc import Mapping

from corpus.account import Language
from corpus.shape import flat
from sharing.bands import Band, Span

_MONEY = re.compile(
    r"[$€£¥₩]|円|ドル|ユーロ|ポンド|ウォン|人民元|\b(?:yen|dollars?|euros?|pounds?|won)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:%|per\s?cent|percent|パーセント)", re.IGNORECASE)
_TENTHS = re.compile(r"割")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
SUM: Mapping[Language, str] = {Language.JA: "一定額", Language.EN: "an undisclosed sum"}
"""What is said of money: its currency tells the country."""
PART: Mapping[Language, str] = {Language.JA: "一部", Language.EN: "part"}
"""What is said of a share that is not told."""


def is_money(words: str) -> bool:
    """Whether `words` tell a sum of money."""
    return bool(_MONEY.search(flat(words)))


def read_share(words: str) -> Span | None:
    """The per cent that `words` tell; None where they tell none."""
    told = flat(words)
    times = 10 if _TENTHS.search(told) else 1 if _SHARE.search(told) else 0
    numbers = [float(number) * times for number in _NUMBER.findall(told)]
    if not times or not numbers:
        return None
    return Span(low=int(min(numbers)), high=int(max(numbers)))


def share_told(band: Band, language: Language) -> str:
    """A band of per cent in words."""
    if language is Language.JA:
        low = "" if band.floor is None else f"{band.floor}%以上"
        return low + ("" if band.ceiling is None else f"{band.ceiling}%未満")
    if band.floor is None:
        return f"less than {band.ceiling} per cent"
    if band.ceiling is None:
        return f"more than {band.floor} per cent"
    return f"{band.floor} to {band.ceiling} per cent"
