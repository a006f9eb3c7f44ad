"""What a filing tells, as it is compared (its account) and told apart from others (its traits)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from unicodedata import normalize

from corpus.account import SECTION, Account, without_marks
from corpus.ids import AccountId, CarrierId, FilingId, IncidentId
from corpus.language import language_of
from corpus.reading import Moment, Precision, Quantity, Reading, Section
from corpus.traits import Traits

_TITLE = 90
_SENTENCE = re.compile(r"[。\n]|(?<=[a-z])\.\s")
# Who signs, which rules a carrier keeps, how others failed and what users were told say nothing of
# how it failed.
_NOT_COMPARED = frozenset(
    {
        Section.SUPERVISOR,
        Section.ENGINEER,
        Section.RULES,
        Section.RELATED,
        Section.USER_HANDLING,
        Section.OTHER,
    }
)
# A subject of these words alone is the name of the form: it says nothing of the accident.
_FORM = re.compile(
    r"(?:電気通信|事業|事故|重大な|事態|おそれ|発生|状況|報告|速報|詳報|続報|訂正|届出?|書|通知|連絡|第[一二三四五\d]+報"
    r"|に関する|について|の|お?知らせ|自主的な|first|initial|final|detailed|interim|report|notice"
    r"|of|on|an?|the|telecommunications?|serious|accident|incident|outage|[\s()()【】・:.])+",
    re.IGNORECASE,
)
# What a title is taken from where no subject is told, best first.
_LEADING = (Section.OVERVIEW, Section.CAUSE, Section.COURSE)
_KNOWN_TO_THE_DAY = frozenset({Precision.MINUTE, Precision.HOUR, Precision.DAY})


def account_of_filing(
    filing: FilingId, reading: Reading, incidents: tuple[IncidentId, ...]
) -> Account:
    """The account that a filing gives of `incidents`."""
    narrative = f"{SECTION}\n".join(filter(None, (_subject(reading), *_sections(reading))))
    title = title_of_filing(reading)
    told = narrative or title or filing
    return Account(
        id=AccountId(filing),
        incidents=incidents,
        title=title or filing,
        day=day_of(reading.occurred),
        texts={language_of(told): told},
    )


def traits_of_filing(reading: Reading, carriers: Sequence[CarrierId]) -> Traits:
    """The traits of a filing of `carriers`, the one that sent it first."""
    return Traits(
        named=reading.carrier_named or next(iter(carriers), ""),
        carriers=frozenset(carriers),
        day=day_of(reading.occurred),
        started=reading.occurred,
        area=reading.area,
        services=frozenset(impact.service for impact in reading.services),
        users=_largest(reading.users, *(impact.users for impact in reading.services)),
        minutes=_largest(reading.minutes, *(impact.minutes for impact in reading.services)),
    )


def title_of_filing(reading: Reading) -> str:
    """One line for lists: the subject, or what stands nearest to one; empty where nothing does."""
    said = _subject(reading) or _first_sentence(reading) or " ".join(_impacts(reading))
    named = " ".join(filter(None, (reading.carrier_named, said or reading.subject)))
    title = " ".join(normalize("NFC", named).split())
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def day_of(moment: Moment | None) -> date | None:
    """The day of `moment`, where it is known to the day."""
    if moment is None or moment.precision not in _KNOWN_TO_THE_DAY:
        return None
    return moment.at.date()


def _subject(reading: Reading) -> str | None:
    subject = reading.subject
    return None if subject is None or _FORM.fullmatch(normalize("NFKC", subject)) else subject


def _first_sentence(reading: Reading) -> str:
    leading = (reading.sections.get(section, "").strip() for section in _LEADING)
    told = next(filter(None, leading), None) or next(_sections(reading), "")
    return _SENTENCE.split(told, maxsplit=1)[0]


def _sections(reading: Reading) -> Iterator[str]:
    for section in Section:
        text = without_marks(reading.sections.get(section, "")).strip()
        if text and section not in _NOT_COMPARED:
            yield text


def _impacts(reading: Reading) -> list[str]:
    return [*(impact.named for impact in reading.services), *filter(None, [reading.area])]


def _largest(*quantities: Quantity | None) -> int | None:
    told = [each.value for each in quantities if each is not None and each.value is not None]
    return max(told, default=None)
