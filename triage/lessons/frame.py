"""What all lessons of one source have in common: cause, function, trigger, shared bases."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.account import Language
from corpus.vocabulary import Facet, Mention, Vocabulary
from triage.lessons.kinds import Kinds
from triage.lessons.lesson import Coded, Lesson, Phase, Statement
from triage.lessons.source import LessonSource, Quotation, Role, Sentence, quotation

MADE_BY_RULES = "rules.1"
LEARNT = (Role.MEASURE, Role.LESSON, Role.PROLONGING, Role.WHY_NOT_SERIOUS)
"""The parts that give what is to be learnt."""
_REMEDIES = frozenset({Role.MEASURE, Role.LESSON})
_QUOTED = 3
"""How many places are quoted for one thing."""
_UNKNOWN = frozenset({"unknown-cause"})

Finding = Callable[[str, Language], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """Codes one source."""

    source: LessonSource
    vocabulary: Vocabulary
    kinds: Kinds

    def frame(self) -> Lesson:
        """What all lessons of the source have in common; phase and item are set by each."""
        mentions = list(self._mentions())
        return Lesson(
            account=self.source.account.id,
            title=self.source.account.title,
            phase=Phase.BEFORE,
            tag=self.kinds.otherwise.id,
            cause=self._cause(mentions),
            function=self._function(mentions),
            trigger=self._trigger(mentions),
            depth=None,
            shared_base=tuple(self._bases()),
            why_not_serious=next(self._why_not_serious(), None),
            statements=(),
            viewpoints=(),
            made_by={
                "method": MADE_BY_RULES,
                "kinds": self.kinds.version,
                "vocabulary": self.vocabulary.version,
            },
        )

    def _mentions(self) -> Iterator[tuple[Sentence, Mention]]:
        """The concepts told, those of the part on the cause first.

        Measures are left out: what is to be done says little of what happened.
        """
        told = [one for one in self.source.sentences if one.role not in _REMEDIES]
        for sentence in sorted(told, key=lambda one: one.role is not Role.CAUSE):
            for mention in self.vocabulary.find(sentence.text, sentence.words.language):
                yield sentence, mention

    def _cause(self, mentions: Iterable[tuple[Sentence, Mention]]) -> Coded | None:
        """The first-level cause that the part on the cause names, else the account elsewhere."""
        found: dict[str, list[Quotation]] = {}
        for sentence, mention in mentions:
            above = {mention.concept, *self.vocabulary.wider[mention.concept]}
            for concept in sorted(above - _UNKNOWN):
                told = self.vocabulary.concept(concept)
                if told.facet is Facet.CAUSE and told.parent is None:
                    found.setdefault(concept, []).append(self._quoted(sentence, mention))
        return _first(found)

    def _function(self, mentions: Iterable[tuple[Sentence, Mention]]) -> Coded | None:
        """The function (58条の2ニ) named, or that of the equipment named, first."""
        found: dict[str, list[Quotation]] = {}
        for sentence, mention in mentions:
            concept = self.vocabulary.concept(mention.concept)
            named = concept.id if concept.facet is Facet.FUNCTION else concept.function
            if named is not None:
                found.setdefault(named, []).append(self._quoted(sentence, mention))
        return _first(found)

    def _trigger(self, mentions: Iterable[tuple[Sentence, Mention]]) -> Coded | None:
        """The kind of trigger that most in the account speaks for."""
        found: dict[str, list[Quotation]] = {kind.id: [] for kind in self.kinds.triggers}
        for sentence, mention in mentions:
            told = {mention.concept, *self.vocabulary.wider[mention.concept]}
            for kind in self.kinds.triggers:
                if kind.concepts & told:
                    found[kind.id].append(self._quoted(sentence, mention))
        for kind in self.kinds.triggers:
            found[kind.id] += self._words_of(kind.found)
        most = max(found, key=lambda kind: len(found[kind]))
        return Coded(id=most, quotations=tuple(found[most][:_QUOTED])) if found[most] else None

    def _bases(self) -> Iterator[Coded]:
        """The standards, products and sites shared with others that the account names."""
        for base in self.kinds.bases:
            if words := self._words_of(base.found):
                yield Coded(id=base.id, quotations=tuple(words[:_QUOTED]))

    def _words_of(self, find: Finding) -> list[Quotation]:
        account = self.source.account
        return [
            quotation(account, one.words.language, one.words.start + start, one.words.start + end)
            for one in self.source.sentences
            for start, end in find(one.text, one.words.language)
        ]

    def _why_not_serious(self) -> Iterator[Statement]:
        for sentence in self.source.of_role(Role.WHY_NOT_SERIOUS):
            yield Statement(role=sentence.role, said=sentence.text, quotations=(sentence.words,))

    def _quoted(self, sentence: Sentence, mention: Mention) -> Quotation:
        at = sentence.words.start
        return quotation(
            self.source.account, sentence.words.language, at + mention.start, at + mention.end
        )


def _first(found: dict[str, list[Quotation]]) -> Coded | None:
    for first, quotations in found.items():
        return Coded(id=first, quotations=tuple(quotations[:_QUOTED]))
    return None
