"""Numbers and addresses that only English text writes so: cards, IBAN, SSN, ages, streets.

Telephone numbers, mail, pages, IP addresses and dates are seen by the patterns of all languages.
"""

import re
from collections.abc import Iterator

from corpus.identifiers.english_lexicon import load_lexicon
from corpus.identifiers.identifier import Identifier, IdentifierKind

_BEFORE = r"(?<![0-9A-Za-z])"
_AFTER = r"(?![0-9A-Za-z])"
_ALONE_BEFORE = rf"{_BEFORE}(?<![0-9][.,/-])"
_ALONE_AFTER = rf"{_AFTER}(?![.,/-][0-9])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_CALLS = (
    r"zip|post(?:al)?|licen[cs]e|passport|account|policy|member(?:ship)?|customer|ticket"
    r"|social security|ssn|pin|id"
)
_PATTERNS = (
    # カード番号 12 to 19 digits
    (IdentifierKind.NUMBER, rf"{_ALONE_BEFORE}[0-9](?:[ -]?[0-9]){{11,18}}{_ALONE_AFTER}"),
    # IBAN
    (
        IdentifierKind.NUMBER,
        rf"(?i){_BEFORE}[A-Z]{{2}}[0-9]{{2}}(?=(?: ?[A-Z]{{0,4}}[0-9]){{4}})"
        rf"(?: ?[0-9A-Z]{{4}}){{2,7}}(?: ?[0-9A-Z]{{1,4}})?{_AFTER}",
    ),
    # 米国の社会保障番号
    (IdentifierKind.NUMBER, rf"{_ALONE_BEFORE}[0-9]{{3}}-[0-9]{{2}}-[0-9]{{4}}{_ALONE_AFTER}"),
    # a number that is called what it is: "licence number is 4257 …"
    (
        IdentifierKind.NUMBER,
        rf"(?i){_BEFORE}(?:{_CALLS})(?:['’]s)?\s?(?:code|number|no\.?|num|id|#)?\s?"
        r"(?:is|was|:|=|#)?\s{0,3}(?P<told>[0-9A-Z]{0,3}[0-9][0-9A-Z]{3,}(?:-[0-9A-Z]{2,}){0,3})"
        rf"{_AFTER}",
    ),
    (IdentifierKind.DATE, rf"{_ALONE_BEFORE}{_DAY}/{_DAY}/(?:[12][0-9])?[0-9]{{2}}{_ALONE_AFTER}"),
    # a name online: @jane_doe
    (IdentifierKind.PERSON, r"(?<![\w.@])@[A-Za-z_][A-Za-z0-9_]{1,30}(?![A-Za-z0-9_@])"),
    # 年齢
    (
        IdentifierKind.OTHER,
        rf"(?i){_ALONE_BEFORE}(?P<told>[0-9]{{1,3}})"
        r"(?:[ -]years?[ -]old|\s?y\.?o\.?(?![a-z])| years of age)",
    ),
    (
        IdentifierKind.OTHER,
        rf"(?i){_BEFORE}(?:aged|age|age of|age is|age:)\s(?P<told>[0-9]{{1,3}}){_ALONE_AFTER}",
    ),
    # post boxes, the post of the armed forces, and rooms of a house
    (
        IdentifierKind.PLACE,
        rf"(?i){_BEFORE}(?:p\.?\s?o\.?\s?box\s?[0-9]{{1,6}}"
        r"|(?:psc|unit|cmr)\s[0-9]{1,5},?\s(?:box\s)?[0-9]{1,5}"
        r"(?:,?\s{1,3}(?:apo|fpo|dpo)\s[a-z]{2}\s[0-9]{5})?"
        r"|(?:apo|fpo|dpo),?\s(?:aa|ae|ap)\s[0-9]{5}"
        rf"|(?:apt|apartment|suite|ste|flat)\.?\s#?[0-9]{{1,5}}[a-z]?){_AFTER}",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_STREET = re.compile(
    r"(?<![0-9A-Za-z.,-])[0-9]{1,6}[A-Za-z]?,? (?:[NSEW]\.? )?"
    r"(?:[A-Z0-9][\w.'’-]{0,30} ){1,4}(?P<street>[A-Za-z]{2,12})(?![A-Za-z])"
)


def numbers_and_addresses(text: str) -> Iterator[Identifier]:
    """What the patterns see in `text`, narrowed; they may overlap."""
    for kind, pattern in _COMPILED:
        told = "told" if "told" in pattern.groupindex else 0
        for found in pattern.finditer(text):
            yield _identifier(text, kind, found.start(told), found.end(told))
    for found in _STREET.finditer(text):
        if found["street"].lower() in load_lexicon().english_streets:
            yield _identifier(text, IdentifierKind.PLACE, found.start(), found.end())


def _identifier(text: str, kind: IdentifierKind, start: int, end: int) -> Identifier:
    key = " ".join(text[start:end].lower().split())
    return Identifier(kind=kind, start=start, end=end, key=key)
