"""What a bulletin is made of: the fields that a grain is told, and the words that may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.account import SECTION, Language
from corpus.language import language_of
from sharing.door import SeenLesson
from sharing.fields import Told, filled, load_fields, text_of
from sharing.grain import Grain
from sharing.summary.addressing import speaks_to_reader
from sharing.summary.source import Piece, SummarySource, source_of_pieces
from triage.lessons.lesson import Lesson
from triage.lessons.source import LessonSource, Role

CASE_TOLD_AS = "statements.said"
"""Words of the case are told from the same grain on as this field: both are the source's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A lesson as `seen`, with its `fields` as they may be read, and what is summarised.

    `source` holds the lesson's statements, then the case, in one language. `coded`: the words are
    codes alone; `held`: there are words, and they may not be shown. `other` are statements in
    another language than `source`, `addressed` counts those that speak to the reader.
    """

    seen: SeenLesson
    fields: Told = field(repr=False)
    source: SummarySource
    coded: bool = False
    held: bool = False
    other: tuple[str, ...] = field(default=(), repr=False)
    addressed: int = 0

    def without_words(self) -> "Material":
        """The same, with the codes of the door alone."""
        nothing = SummarySource(text="", language=self.source.language)
        return replace(
            self, fields=self.seen.fields, source=nothing, coded=False, held=True, other=()
        )

    def without_codes(self) -> "Material":
        """The same, with nothing but phase and item."""
        kept = {name: self.seen.fields[name] for name in ("phase", "tag")}
        return replace(self.without_words(), fields=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a lesson and its case as one text, in the order in which they are rewritten."""

    lesson: tuple[str, ...]
    case: tuple[Piece, ...]
    language: Language

    @property
    def text(self) -> str:
        """All of them; U+2029 stands between them."""
        return SECTION.join((*self.lesson, *(one.words for one in self.case)))

    @property
    def case_text(self) -> str:
        """The words of the case alone."""
        return SECTION.join(one.words for one in self.case)

    @property
    def mixed(self) -> bool:
        """Whether the lesson is in another language than the case: each is rewritten by itself."""
        return bool(self.case) and language_of(" ".join(self.lesson)) is not self.language

    def case_rewritten(self, text: str) -> tuple[Piece, ...] | None:
        """The case in the words of `text`, the rendering of it; None: it does not fit."""
        pieces = text.split(SECTION)
        if len(pieces) != len(self.case):
            return None
        return tuple(replace(one, words=told) for one, told in zip(self.case, pieces, strict=True))


def words_of(lesson: Lesson, source: LessonSource, grain: Grain, wanted: Language) -> Words:
    """The words that `grain` is told of a lesson, and of the case it was drawn from.

    They are in `wanted` where the case is told in it.
    """
    told = text_of(lesson, grain)
    shows_case = load_fields()[CASE_TOLD_AS].told_at(grain)
    language = _language(source, told, wanted) if shows_case else language_of(told)
    case = [
        Piece(role=one.role, words=one.text.replace(SECTION, "\n"))
        for one in source.sentences
        if one.words.language is language
    ]
    return Words(
        lesson=tuple(told.split(SECTION)),
        case=tuple(case) if shows_case else (),
        language=language,
    )


def material_of_words(seen: SeenLesson, words: Words, rewritten: str) -> Material | None:
    """The material that `rewritten`, the rendering of `words`, gives; None: it does not fit."""
    pieces = rewritten.split(SECTION)
    if len(pieces) != len(words.lesson) + len(words.case):
        return None
    at = len(words.lesson)
    fields = seen.fields if seen.grain is Grain.FULL else None
    fields = fields or filled(seen.fields, SECTION.join(pieces[:at]))
    if fields is None:
        return None
    case = [replace(one, words=told) for one, told in zip(words.case, pieces[at:], strict=True)]
    return material_of_fields(seen, fields, case or (), words.language)


def material_of_fields(
    seen: SeenLesson, fields: Told, case: Iterable[Piece], language: Language
) -> Material:
    """The material of a lesson whose fields hold words."""
    statements = list(_statements(fields))
    fitting = [one for one in statements if not speaks_to_reader(one.words, Role.LESSON)]
    mine = [one for one in fitting if language_of(one.words) is language]
    return Material(
        seen=seen,
        fields=fields,
        source=source_of_pieces([*mine, *case], language),
        other=tuple(one.words for one in fitting if one not in mine),
        addressed=len(statements) - len(fitting),
    )


def material_of_text(seen: SeenLesson, text: str | None, language: Language) -> Material:
    """The material of a lesson whose words are one text, or held back (None)."""
    return Material(
        seen=seen,
        fields=seen.fields,
        source=SummarySource(text=text or "", language=language_of(text) if text else language),
        coded=text is not None,
        held=text is None,
    )


def _language(source: LessonSource, told: str, wanted: Language) -> Language:
    texts = source.account.texts
    if wanted in texts or not texts:
        return wanted
    own = language_of(told)
    return own if own in texts else min(texts)


def _statements(fields: Told) -> Iterable[Piece]:
    told: Sequence[Any] = fields.get("statements") or ()
    why = fields.get("why_not_serious")
    for one in (*told, *([why] if why else [])):
        if one.get("said"):
            role = Role(one["role"])
            given = Role.LESSON if role is Role.NARRATIVE else role
            yield Piece(role=given, words=one["said"], chosen=True)
