"""Bulletins of the lessons on record, for whoever may see them: the door and the gate decide.

    lesson, case ─ door: what the grain is told ─ anonymise, as one text ─ summary ─ page ─ gate

The words of the case go on the page only for a maker who sees its source whole; anybody else gets
what the lesson itself tells it. The page is then tried once more by the gate as it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpus.account import SECTION, Language
from corpus.accounts import AccountStore
from corpus.errors import UnknownFiling, UnknownIncident
from corpus.ids import AccountId
from corpus.traits import TraitStore
from corpus.viewer import Viewer
from sharing.anonymise import Anonymiser, Context
from sharing.bulletin.bulletin import Bulletin
from sharing.bulletin.compose import Composing
from sharing.bulletin.material import (
    Material,
    material_of_fields,
    material_of_text,
    material_of_words,
    words_of,
)
from sharing.bulletin.page import load_page
from sharing.bulletin.thinning import Chance, thinned
from sharing.door import SeenLesson
from sharing.errors import MayNotShare
from sharing.gate import limit_of
from sharing.grain import Grain
from sharing.members_only import check_open
from sharing.preview import Renderings, preview
from sharing.preview import Words as Written
from sharing.store import ShareStore
from sharing.summary.coded_lines import codes_told_in
from sharing.summary.make import Summarising
from triage.errors import UnknownLesson
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.source import LessonSource
from triage.lessons.sources import find_source
from triage.lessons.store import LessonStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which bulletin: of which lesson, by whom and when; `grain` None: the one that it sees."""

    lesson: LessonId
    by: Viewer
    now: datetime
    grain: Grain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinDesk:
    """Makes bulletins of the lessons in one database."""

    db: Database
    shares: ShareStore
    renderings: Renderings
    summarising: Summarising
    load: Callable[[], Anonymiser] = Anonymiser.load

    def bulletin(self, asked: Asked, composing: Composing) -> Bulletin:
        """The bulletin of a lesson, on its page.

        Raises:
            UnknownLesson: who asks sees nothing of it, or there is no such lesson.
            MayNotShare: it asks for another grain than its own, and does not see it whole.
            InputRefused: it is for members only.
        """
        seen = self._seen(asked)
        check_open(self.db, seen.id)
        whole = self._whole(seen, asked)
        scope = str(seen.id) if whole is None else str(whole[1].account.id)
        chance = self._chance(composing.language, seen, whole)
        for material in self._materials(seen, whole, composing.language):
            summary = self.summarising.summarise(material.source, composing.language, scope)
            page = load_page().fit(composing.bulletin(material, summary))
            fit = thinned(page, chance, limit_of(seen.k))
            if fit is not None:
                break
        return page if fit is None else fit

    def _seen(self, asked: Asked) -> SeenLesson:
        if asked.grain is None:
            return self.shares.seen(asked.lesson, asked.by, asked.now)
        try:
            return self.shares.read_at(asked.lesson, asked.grain, asked.by, asked.now)
        except MayNotShare:
            seen = self.shares.seen(asked.lesson, asked.by, asked.now)
            if seen.grain is not asked.grain:
                raise
            return seen

    def _whole(self, seen: SeenLesson, asked: Asked) -> tuple[Lesson, LessonSource] | None:
        """The lesson and its source, where who asks sees them whole."""
        try:
            lesson = LessonStore(self.db).get(seen.version_id, asked.by).lesson
            return lesson, find_source(self.db, AccountId(lesson.account), asked.by)
        except (UnknownLesson, UnknownFiling, UnknownIncident):
            return None

    def _materials(
        self, seen: SeenLesson, whole: tuple[Lesson, LessonSource] | None, language: Language
    ) -> Iterator[Material]:
        """What the bulletin may be made of, each telling less than the one before."""
        material = None if whole is None else self._rewritten(seen, whole, language)
        if material is None:
            material = self._read(seen, language)
        yield material
        yield material.without_words()
        yield material.without_codes()

    def _rewritten(
        self, seen: SeenLesson, whole: tuple[Lesson, LessonSource], language: Language
    ) -> Material | None:
        """The lesson and its case, rewritten for the grain as one text."""
        words = words_of(*whole, seen.grain, language)
        if seen.grain is Grain.FULL:
            return material_of_words(seen, words, words.text)
        if not words.mixed:
            found = self._rewrite(words.text, words.language, seen, whole)
            return None if found is None else material_of_words(seen, words, found)
        told = preview(seen, self.renderings, Language)
        case = self._rewrite(words.case_text, words.language, seen, whole)
        if told.words is Written.NONE or told.text is not None or case is None:
            return None
        pieces = words.case_rewritten(case)
        if pieces is None:
            return None
        return material_of_fields(seen, told.fields, pieces, words.language)

    def _rewrite(
        self, text: str, language: Language, seen: SeenLesson, whole: tuple[Lesson, LessonSource]
    ) -> str | None:
        own = Context(carriers=frozenset(self._carriers(whole[0])))
        return self.load().anonymise(text, seen.grain, language, seen.k, own).text

    def _read(self, seen: SeenLesson, language: Language) -> Material:
        """The lesson as its reader sees it."""
        others = [one for one in Language if one is not language]
        told = preview(seen, self.renderings, [language, *others])
        if told.words is Written.NONE:
            return material_of_text(seen, None, language)
        if told.text is not None:
            text = codes_told_in(told.text.replace(SECTION, "\n"), language)
            return material_of_text(seen, text, language)
        return material_of_fields(seen, told.fields, (), language)

    def _chance(
        self, language: Language, seen: SeenLesson, whole: tuple[Lesson, LessonSource] | None
    ) -> Chance:
        """How surely a page as it stands names its carrier, in whichever language it is read.

        Who does not see the source reads nothing on it that the door does not tell it anyhow.
        """
        if whole is None or seen.k <= 1:
            return lambda _: 0.0
        attacker, source = self.load().gate.attacker, words_of(*whole, Grain.FULL, language)
        own = frozenset(self._carriers(whole[0]))
        subject = attacker.subject_of(source.text, source.language, own)
        return lambda page: max(
            attacker.accuse(page.words, each, subject).named for each in Language
        )

    def _carriers(self, lesson: Lesson) -> tuple[str, ...]:
        """Those it happened to."""
        label = AccountStore(self.db).label_of(lesson.account)
        traits = TraitStore(self.db).of([label]).get(label)
        return tuple(map(str, traits.carriers)) if traits else ()
