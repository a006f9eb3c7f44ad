"""What lessons are drawn from: the sentences of an account, each in the part it was told in.

A span leads into the account's own text, so that every quotation can be shown where it stands.
Sentences that speak to whoever judges the report are left out: they tell nothing of an accident.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.account import Account, Language
from corpus.reading import Reading, Section
from corpus.record import Record
from corpus.service import Service, find_services, service_of_record
from prompts.grounding import SHORTEST_QUOTATION, is_addressed

LONGEST_QUOTATION = 400
"""Characters of one quotation: a longer sentence is quoted as far as this."""
_END = {
    Language.JA: re.compile(r"(?<=。)|\n+"),
    Language.EN: re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])|\n+"),
}


class Role(StrEnum):
    """What a part of an account tells of."""

    NARRATIVE = "narrative"  # 経過・概要
    CAUSE = "cause"  # 原因
    RESPONSE = "response"  # 措置
    PROLONGING = "prolonging"  # 長期化の要因
    MEASURE = "measure"  # 再発防止策
    LESSON = "lesson"  # 教訓・点検観点
    WHY_NOT_SERIOUS = "why_not_serious"  # 重大な事故に至らなかった理由


SECTION_ROLES: dict[Section, Role] = {
    Section.CAUSE: Role.CAUSE,
    Section.EQUIPMENT: Role.CAUSE,
    Section.RESPONSE: Role.RESPONSE,
    Section.PREVENTION: Role.MEASURE,
    Section.VIEWPOINTS: Role.LESSON,
    Section.WHY_NOT_SERIOUS: Role.WHY_NOT_SERIOUS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """`words` of the account's text in `language`, which stand at `start` to `end`."""

    language: Language
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, and the part of the account it stands in."""

    role: Role
    words: Quotation

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return self.words.words


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSource:
    """An account cut into sentences, and the services it names, each with the word for it.

    `near_miss`: it was filed as a situation that might have become a serious accident (おそれ).
    """

    account: Account
    sentences: tuple[Sentence, ...] = field(repr=False)
    services: tuple[tuple[Service, str], ...] = ()
    near_miss: bool = False

    def of_role(self, *roles: Role) -> tuple[Sentence, ...]:
        """The sentences of the parts that tell of `roles`, in order."""
        return tuple(one for one in self.sentences if one.role in roles)


def source_of_filing(account: Account, reading: Reading) -> LessonSource:
    """What the filing that was read as `reading`, and gives `account`, tells."""
    parts = [
        (SECTION_ROLES.get(section, Role.NARRATIVE), text.strip())
        for section, text in reading.sections.items()
    ]
    told = tuple((impact.service, impact.named) for impact in reading.services)
    sentences = tuple(_sentences(account.texts, parts))
    return LessonSource(
        account=account,
        sentences=sentences,
        services=told or _services(sentences),
        near_miss=Section.WHY_NOT_SERIOUS in reading.sections,
    )


def source_of_record(account: Account, record: Record) -> LessonSource:
    """What a line of the public record, and the `account` it gives, tells."""
    parts = [
        *((Role.CAUSE, fact) for fact in (record.trigger, record.root_cause)),
        (Role.RESPONSE, record.recovery),
        (Role.PROLONGING, record.prolonging_factors),
        *((Role.MEASURE, measure) for measure in record.countermeasures),
        *((Role.LESSON, lesson) for lesson in record.lessons),
    ]
    sentences = tuple(_sentences(account.texts, [(r, t) for r, t in parts if t]))
    known = {service_of_record(kind) for kind in record.service_kinds}
    named = tuple(told for told in _services(sentences) if told[0] in known)
    return LessonSource(account=account, sentences=sentences, services=named)


def source_of_text(account: Account) -> LessonSource:
    """What an account that nothing else is known of tells: one narrative."""
    sentences = tuple(_sentences(account.texts, []))
    return LessonSource(account=account, sentences=sentences, services=_services(sentences))


def quotation(account: Account, language: Language, start: int, end: int) -> Quotation:
    """The words of `account` in `language` at `start` to `end`, cut where they are too many."""
    end = min(end, start + LONGEST_QUOTATION)
    return Quotation(
        language=language, start=start, end=end, words=account.texts[language][start:end]
    )


def _sentences(
    texts: Mapping[Language, str], parts: Sequence[tuple[Role, str]]
) -> Iterator[Sentence]:
    for language in sorted(texts):
        text = texts[language]
        roles = _placed(text, parts)
        for start, told_to in _spans(text, language):
            end = min(told_to, start + LONGEST_QUOTATION)
            if told_to - start >= SHORTEST_QUOTATION and not is_addressed(text[start:told_to]):
                role = next((r for r, at, to in roles if at <= start < to), Role.NARRATIVE)
                words = Quotation(language=language, start=start, end=end, words=text[start:end])
                yield Sentence(role=role, words=words)


def _placed(text: str, parts: Sequence[tuple[Role, str]]) -> list[tuple[Role, int, int]]:
    """Where each of `parts` stands in `text`: behind the narrative, and each place once."""
    placed: list[tuple[Role, int, int]] = []
    for role, part in parts:
        at = text.rfind(part)
        if at >= 0 and not any(start <= at < end for _, start, end in placed):
            placed.append((role, at, at + len(part)))
    return placed


def _spans(text: str, language: Language) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*(found.end() for found in _END[language].finditer(text)), len(text)):
        piece = text[start:end]
        told = piece.strip()
        if told:
            at = start + piece.index(told)
            yield at, at + len(told)
        start = end


def _services(sentences: Sequence[Sentence]) -> tuple[tuple[Service, str], ...]:
    """The services that `sentences` name, each with its first word."""
    found: dict[Service, str] = {}
    for language in Language:
        told = [one.text for one in sentences if one.words.language is language]
        for service, named in find_services("\n".join(told)):
            found.setdefault(service, named)
    return tuple(found.items())
