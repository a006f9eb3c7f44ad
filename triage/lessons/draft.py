"""Draft lessons by rules: what the source itself gives as measures and lessons, sorted.

Nothing is written that the source does not say: a statement is a sentence of it, and a viewpoint
asks after that sentence in words of ``tags.toml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from corpus.depth import Depth, depth_of
from corpus.vocabulary import Vocabulary
from triage.lessons.frame import LEARNT, Framing
from triage.lessons.kinds import Kinds, Tag, best_of, in_language
from triage.lessons.lesson import Lesson, Phase, Statement, Viewpoint
from triage.lessons.source import LessonSource, Quotation, Role, Sentence

_DEFAULT_PHASE = {Role.PROLONGING: Phase.DURING, Role.WHY_NOT_SERIOUS: Phase.DURING}
_GIVEN = frozenset({Role.MEASURE, Role.LESSON})
_LONGEST = 12
"""How many sentences of a narrative are taken where no part of it gives lessons."""


def draft(source: LessonSource, vocabulary: Vocabulary, kinds: Kinds) -> tuple[Lesson, ...]:
    """The lessons that `source` tells: one for each phase and item of the management rules."""
    return Drafting(source=source, vocabulary=vocabulary, kinds=kinds).lessons()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """Drafts from one source."""

    source: LessonSource
    vocabulary: Vocabulary
    kinds: Kinds

    def lessons(self) -> tuple[Lesson, ...]:
        """All drafts, by phase and then in the order of the items."""
        grouped: dict[tuple[Phase, str], list[Statement]] = {}
        for sentence in self._learnt():
            statement = Statement(
                role=sentence.role, said=sentence.text, quotations=(sentence.words,)
            )
            key = self.phase_of(sentence.role, sentence.words), self.tag_of(sentence.words).id
            grouped.setdefault(key, []).append(statement)
        frame = Framing(source=self.source, vocabulary=self.vocabulary, kinds=self.kinds).frame()
        order = {tag.id: place for place, tag in enumerate(self.kinds.tags)}
        return tuple(
            self.filled(replace(frame, phase=phase, tag=tag), told)
            for (phase, tag), told in sorted(
                grouped.items(), key=lambda one: (list(Phase).index(one[0][0]), order[one[0][1]])
            )
        )

    def frame(self) -> Lesson:
        """What all lessons of the source have in common."""
        return Framing(source=self.source, vocabulary=self.vocabulary, kinds=self.kinds).frame()

    def filled(self, lesson: Lesson, statements: Sequence[Statement]) -> Lesson:
        """`lesson` with `statements`, their depth, and a viewpoint for each."""
        tag = self.kinds.tag(lesson.tag)
        return replace(
            lesson,
            statements=tuple(statements),
            depth=self._depth(statements),
            viewpoints=tuple(_viewpoint(statement, tag, self.kinds) for statement in statements),
        )

    def tag_of(self, words: Quotation) -> Tag:
        """The item of the management rules that `words` fall under."""
        best = best_of(self.kinds.tags, words.words, words.language, self._codes(words))
        return best or self.kinds.otherwise

    def phase_of(self, role: Role, words: Quotation) -> Phase:
        """The phase that `words` of a part are a lesson for."""
        if role in _DEFAULT_PHASE:
            return _DEFAULT_PHASE[role]
        best = best_of(self.kinds.phases, words.words, words.language, self._codes(words))
        return Phase(best.id) if best else Phase.BEFORE

    def _codes(self, words: Quotation) -> frozenset[str]:
        return self.vocabulary.codes(words.words, words.language)

    def _learnt(self) -> tuple[Sentence, ...]:
        """The sentences that give what is to be learnt."""
        told = self.source.of_role(*LEARNT)
        if any(one.role in _GIVEN for one in told):
            return told
        measures = [one for one in self.source.sentences if self._is_measure(one)]
        return told + tuple(
            replace(one, role=Role.MEASURE) for one in measures[:_LONGEST] if one not in told
        )

    def _is_measure(self, sentence: Sentence) -> bool:
        words = self.kinds.measure.found(sentence.text, sentence.words.language)
        return bool(words) and sentence.role in {Role.NARRATIVE, Role.RESPONSE, Role.CAUSE}

    def _depth(self, statements: Sequence[Statement]) -> Depth | None:
        """How deep the guidance wants the matter of `statements`; thick where it is divided."""
        told = frozenset(
            chain.from_iterable(
                self.vocabulary.codes(text, language)
                for language, text in self.source.account.texts.items()
            )
        )
        kind = next((one.kind for one in self.kinds.causes if one.concepts & told), None)
        items = depth_of(kind) if kind else ()
        depths = {
            item.depth
            for item in items
            for words in chain.from_iterable(one.quotations for one in statements)
            if self.kinds.depth[item.id].found(words.words, words.language)
        }
        return Depth.THICK if Depth.THICK in depths else next(iter(depths), None)


def _viewpoint(statement: Statement, tag: Tag, kinds: Kinds) -> Viewpoint:
    language = statement.quotations[0].language
    return Viewpoint(
        who=in_language(tag.who, language),
        what=in_language(kinds.asked, language).format(
            tag=in_language(tag.title, language), said=statement.said
        ),
        how=in_language(tag.how, language),
        quotations=statement.quotations,
    )
