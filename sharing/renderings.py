"""The words of lessons for each grain, made by `sharing.anonymise` when they are asked for.

Deterministic, so nothing is kept: the same version, grain and k give the same text again.
"""

from collections.abc import Callable

from sqlite_utils import Database

from corpus.account import Language
from corpus.accounts import AccountStore
from corpus.language import language_of
from corpus.traits import TraitStore
from corpus.vocabulary import load_vocabulary
from sharing.anonymise import Anonymised, Anonymiser, Context
from sharing.fields import cut, text_of
from sharing.grain import Grain
from sharing.members_only import check_open, label_of
from sharing.numbers import numbers_of
from sharing.rendering import Rendering
from triage.errors import UnknownLesson
from triage.lessons.kinds import load_kinds
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.lesson_json import from_json

_CODED = ("cause", "function", "trigger")


class LessonRenderings:
    """The renderings of the lessons in one database. Internal: it takes no viewer."""

    def __init__(self, db: Database, load: Callable[[], Anonymiser] = Anonymiser.load) -> None:
        self._db = db
        self._load = load

    def rendering(
        self, lesson_version: LessonId, grain: Grain, language: Language, k: int
    ) -> Rendering | None:
        """The words of a lesson for `grain`; None: they are in another language, or held back.

        Nothing is told of what is for members only.

        Raises:
            UnknownLesson: there is no such version.
        """
        text = text_of(self._lesson(lesson_version), grain)
        if language_of(text) is not language or label_of(self._db, lesson_version) is not None:
            return None
        found = self.anonymised(lesson_version, grain, k)
        if found.text is None:
            return None
        return Rendering(
            grain=grain,
            language=language,
            text=found.text,
            replaced=found.replaced,
            key={},
            undecided=found.undecided,
        )

    def anonymised(self, lesson_version: LessonId, grain: Grain, k: int) -> Anonymised:
        """The words of a lesson for `grain`, and what the leak gate found of them.

        Raises:
            UnknownLesson: there is no such version.
            InputRefused: it is for members only.
        """
        lesson = self._lesson(lesson_version)
        check_open(self._db, lesson_version)
        text = text_of(lesson, grain)
        label = AccountStore(self._db).label_of(lesson.account)
        traits = TraitStore(self._db).of([label]).get(label)
        carriers = traits.carriers if traits else ()
        language = language_of(text)
        context = Context(
            carriers=frozenset(map(str, carriers)), beside=_codes_of(lesson, grain, language)
        )
        return self._load().anonymise(text, grain, language, k, context)

    def _lesson(self, lesson_version: LessonId) -> Lesson:
        sql = "SELECT found FROM lesson_versions WHERE lesson = ? AND version = ?"
        row = self._db.execute(sql, numbers_of(lesson_version)).fetchone()
        if row is None:
            raise UnknownLesson(lesson_version)
        return from_json(row[0])


def _codes_of(lesson: Lesson, grain: Grain, language: Language) -> str:
    """The names of the codes that a reader of `grain` gets beside the words."""
    told = cut(lesson, grain)
    coded = [one for key in _CODED if (one := told.get(key))]
    ids = [one["id"] for one in (*coded, *told.get("shared_base", ()))]
    return "\n".join(name for one in ids if (name := _name_of(one, language)) is not None)


def _name_of(code: str, language: Language) -> str | None:
    """What a concept of the vocabulary, or a kind of the lessons, is called; None: it is gone."""
    concepts, kinds = load_vocabulary().concepts, load_kinds()
    if code in concepts:
        return concepts[code].label(language)
    for kind in (*kinds.triggers, *kinds.bases):
        if kind.id == code:
            return kind.title.ja if language is Language.JA else kind.title.en
    return None
