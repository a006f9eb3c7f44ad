"""How rich in lessons a case is, by rules: reasons with points, each with words of the source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.account import Language
from corpus.folding import fold
from corpus.vocabulary import Mention, Vocabulary
from triage.criteria import points_at
from triage.importance import weight_of
from triage.lessons.criteria import LessonCriteria, LessonCriterion, Looks
from triage.lessons.kinds import Kinds, Patterns
from triage.lessons.source import LessonSource, Quotation, Role, Sentence
from triage.reasons import Reason

SHOWN = 3
"""How many quotations the evidence of one reason shows."""
BETWEEN = " / "
_LEARNT = (Role.MEASURE, Role.LESSON)

Evidence = dict[str, str]
"""What was found: a key for each thing that counts, with the words that tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Richness:
    """Judges sources by `criteria`; what a sentence names is found once for all of them."""

    vocabulary: Vocabulary
    kinds: Kinds
    criteria: LessonCriteria
    _found: dict[Quotation, tuple[Mention, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def lesson_reasons(self, source: LessonSource) -> tuple[Reason, ...]:
        """Why there is much to be learnt from `source`: every reason with points, in order."""
        reasons = (self._reason(criterion, source) for criterion in self.criteria.asked)
        return tuple(one for one in reasons if one is not None and one.points > 0 and one.evidence)

    def _reason(self, criterion: LessonCriterion, source: LessonSource) -> Reason | None:
        if criterion.looks is Looks.IMPORTANCE:
            return _of_importance(criterion, source)
        found = _LOOKS[criterion.looks](self, criterion, source)
        points = points_at(criterion.steps, len(found)) if criterion.steps else criterion.points
        return Reason(criterion.id, points, shown(found)) if found else None

    def bases(self, criterion: LessonCriterion, source: LessonSource) -> Evidence:
        """The shared bases that the parts which count name."""
        found: Evidence = {}
        for sentence in _counting(criterion, source):
            for base in self.kinds.bases:
                for start, end in base.found(sentence.text, sentence.words.language):
                    found.setdefault(base.id, sentence.text[start:end])
        return found

    def concepts(self, criterion: LessonCriterion, source: LessonSource) -> Evidence:
        """What is asked for that was told: services that were hit, concepts, implied ones too."""
        found: Evidence = {
            str(service): named
            for service, named in source.services
            if service in criterion.services
        }
        for sentence in _counting(criterion, source):
            for mention in self._mentions(sentence.words):
                if mention.text in criterion.unless:
                    continue
                told = {mention.concept, *self.vocabulary.wider[mention.concept]}
                for concept in sorted(told & criterion.concepts):
                    found.setdefault(concept, mention.text)
        return found

    def _mentions(self, words: Quotation) -> tuple[Mention, ...]:
        if words not in self._found:
            self._found[words] = self.vocabulary.find(words.words, words.language)
        return self._found[words]

    def measures(self, criterion: LessonCriterion, source: LessonSource) -> Evidence:
        """The sentences on measures and lessons that say what is done."""
        return {
            str(sentence.words.start): sentence.text
            for sentence in source.of_role(*_LEARNT)
            if _is_concrete(criterion, sentence.text, sentence.words.language)
        }

    def barrier(self, criterion: LessonCriterion, source: LessonSource) -> Evidence:
        """What stopped a near miss, in its own words."""
        if not source.near_miss:
            return {}
        told = source.of_role(Role.WHY_NOT_SERIOUS)
        return {str(one.words.start): one.text for one in told} or self.concepts(criterion, source)


def shown(found: Evidence) -> str:
    """The first words found, each once."""
    return BETWEEN.join(list(dict.fromkeys(found.values()))[:SHOWN])


_Look = Callable[[Richness, LessonCriterion, LessonSource], Evidence]

_LOOKS: dict[Looks, _Look] = {
    Looks.BASE: Richness.bases,
    Looks.CONCEPTS: Richness.concepts,
    Looks.MEASURES: Richness.measures,
    Looks.BARRIER: Richness.barrier,
}


def _counting(criterion: LessonCriterion, source: LessonSource) -> Iterator[Sentence]:
    for sentence in source.sentences:
        if not criterion.roles or sentence.role in criterion.roles:
            yield sentence


def _of_importance(criterion: LessonCriterion, source: LessonSource) -> Reason | None:
    """Points for the weightiest service that the source names."""
    weights = [(weight_of([service]), named) for service, named in source.services if named]
    if not weights:
        return None
    weight, named = max(weights, key=lambda one: one[0])
    return Reason(criterion.id, round(criterion.points * weight, 2), named)


def _is_concrete(criterion: LessonCriterion, text: str, language: Language) -> bool:
    folded = "".join(fold(text).text.split())
    enough = len(folded) >= criterion.shortest.get(language, 0)
    told = _finds(criterion.concrete, text, language)
    return enough and told and not _finds(criterion.vague, text, language)


def _finds(patterns: Patterns, text: str, language: Language) -> bool:
    pattern = patterns.get(language)
    return pattern is not None and pattern.search(fold(text).text) is not None
