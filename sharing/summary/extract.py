"""Summaries without a model: the sentences of the text that tell most of each part, as they stand.

Deterministic: each sentence is weighed by itself, so what stands elsewhere in the text changes
nothing but whether there is still room for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.account import Language
from corpus.folding import fold
from corpus.language import language_of
from corpus.vocabulary import Mention, Vocabulary
from sharing.summary.addressing import addressing_version, speaks_to_reader
from sharing.summary.parts import PartRule, Rules, load_rules
from sharing.summary.source import Candidate, SummarySource
from sharing.summary.summary import Part, Place, Summary, SummarySentence
from sharing.summary.width import cut_to
from triage.lessons.source import Role

METHOD = "extract.1"
_PAIR = 2
_FEW_WORDS = 6
_ENGLISH = re.compile(
    r"(?i)\b(?:the|of|an?|was|were|is|are|and|by|with|from|that|after|because|to|at|for|on|not|no)\b"
)
"""English of more than a few words holds one of these."""
_WORD = re.compile(r"[a-z0-9]{4,}")
_FIGURE = re.compile(r"[0-9]")
_MEASURES = frozenset({Role.MEASURE, Role.LESSON})


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence, the part it tells most of, and how much."""

    part: Part
    points: float
    candidate: Candidate
    heard: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracting:
    """Takes sentences by `rules`, knowing the field by `vocabulary`."""

    vocabulary: Vocabulary
    rules: Rules

    @staticmethod
    def by(vocabulary: Vocabulary) -> "Extracting":
        """The rules of this release."""
        return Extracting(vocabulary=vocabulary, rules=load_rules())

    def summarise(self, source: SummarySource) -> Summary:
        """The sentences of `source` that tell most of each part, in the order of the text."""
        taken: list[_Weighed] = []
        left = dict.fromkeys(Part, 0)
        weighed = sorted(
            self._weighed(source), key=lambda one: (not one.candidate.chosen, -one.points)
        )
        for one in weighed:
            if _told_already(one, taken, self.rules.alike):
                continue
            if sum(1 for other in taken if other.part is one.part) < self._most(one.part):
                taken.append(one)
            else:
                left[one.part] += 1
        return Summary(
            language=source.language,
            sentences=tuple(self._sentences(taken)),
            left_out={part: count for part, count in left.items() if count},
            made_by=self.made_by,
        )

    @property
    def made_by(self) -> dict[str, str]:
        """What makes the summaries."""
        return {
            "method": METHOD,
            "parts": self.rules.version,
            "addressing": addressing_version(),
            "vocabulary": self.vocabulary.version,
        }

    def _most(self, part: Part) -> int:
        return self.rules.parts[part].most

    def _weighed(self, source: SummarySource) -> Iterator[_Weighed]:
        """The sentences that tell of the field and address nobody, each with its best part."""
        told = 0
        candidates = list(source.candidates())
        addressed = {one for one in candidates if speaks_to_reader(one.said, one.role)}
        lines = {one.line for one in addressed}
        for one in candidates:
            mentions = self.vocabulary.find(one.said, source.language)
            if one in addressed or not self._tells(one, mentions, source):
                continue
            # What stands beside a planted sentence may be planted too: more is asked of it.
            if one.line in lines and not self._is_of_failing(mentions):
                continue
            early = self.rules.early / (1 + told)
            told += 1
            points = {
                part: _points(rule, one, mentions, source)
                for part, rule in self.rules.parts.items()
            }
            part = Part.LESSONS if one.chosen else max(points, key=lambda each: points[each])
            if one.chosen or points[part] >= self.rules.least:
                concepts = len({mention.concept for mention in mentions})
                told_of = self.rules.mention * min(concepts, self.rules.mentions)
                yield _Weighed(
                    part, points[part] + told_of + early, one, _heard(one.said, source.language)
                )

    def _tells(self, one: Candidate, mentions: Sequence[Mention], source: SummarySource) -> bool:
        """Whether it tells of the field, in the language of the text.

        Words of effects and equipment stand in other texts too: it takes two of them, or one and a
        figure or turn of phrase.
        """
        if one.chosen or language_of(one.said) is not source.language:
            return one.chosen
        if source.language is Language.EN and not _ENGLISH.search(one.said):
            short = len(one.said.split()) < _FEW_WORDS
            if not (short and mentions and one.role in _MEASURES):
                return False
        if self._is_of_failing(mentions):
            return True
        said = fold(one.said).text
        phrased = any(
            rule.phrases[source.language].search(said) for rule in self.rules.parts.values()
        )
        concepts = len({mention.concept for mention in mentions})
        if one.role in _MEASURES:
            return bool(concepts or phrased)
        return concepts + phrased + bool(_FIGURE.search(said)) > 1

    def _is_of_failing(self, mentions: Sequence[Mention]) -> bool:
        return any(mention.facet in self.rules.failing for mention in mentions)

    def _sentences(self, taken: Iterable[_Weighed]) -> Iterator[SummarySentence]:
        order = list(Part)
        for one in sorted(taken, key=lambda one: (order.index(one.part), one.candidate.start)):
            said = cut_to(one.candidate.said, self.rules.longest)
            end = one.candidate.start + len(said.removesuffix("…"))
            place = Place(start=one.candidate.start, end=min(end, one.candidate.end))
            yield SummarySentence(part=one.part, said=said, places=(place,))


def _points(
    rule: PartRule, one: Candidate, mentions: Sequence[Mention], source: SummarySource
) -> float:
    facets = {mention.facet for mention in mentions}
    points = rule.roles.get(one.role, 0.0) + sum(rule.facets.get(facet, 0.0) for facet in facets)
    said = bool(rule.phrases[source.language].search(fold(one.said).text))
    return points + rule.phrase * said


def _heard(said: str, language: Language) -> frozenset[str]:
    """What two sentences are compared by: words in English, pairs of characters in Japanese."""
    folded = fold(said).text
    if language is Language.EN:
        return frozenset(_WORD.findall(folded))
    plain = "".join(folded.split())
    return frozenset(plain[at : at + _PAIR] for at in range(len(plain) - 1))


def _told_already(one: _Weighed, taken: Iterable[_Weighed], alike: float) -> bool:
    """Whether one that was taken says nearly the same; of chosen ones, each is told."""
    return not one.candidate.chosen and any(
        len(one.heard & other.heard) >= alike * min(len(one.heard), len(other.heard))
        for other in taken
    )
