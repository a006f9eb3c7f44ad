"""Compare two cases that the viewer may see: in what they are alike, and in what they differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.accounts import AccountStore
from corpus.errors import InputRefused
from corpus.ids import AccountId
from corpus.viewer import Viewer
from corpus.vocabulary import Concept, Mention, Vocabulary
from prompts.answers import ContrastForm
from prompts.asker import Asker, Request
from prompts.errors import PromptError
from prompts.grounding import Supported, ground
from prompts.tasks import COMPARE_CASES
from triage.answers import BY_RULES, Citation, Comparison, Contrast, asking
from triage.ask import cited
from triage.asking import Told, ask, counted, labelled, made_by
from triage.facets.names import name_of
from triage.lessons.kinds import in_language
from triage.lessons.source import quotation, source_of_text
from triage.precedents import COMPARED, is_kin
from triage.review.decision import Decision, Question, Said
from triage.review.store import DecisionStore, standing

UNDECIDED = "undecided"
VERDICTS = {Said.SAME: "same", Said.NOT_SAME: "different"}
_LABELS = ("A", "B")
_NAMED = 3
"""How many concepts of a facet are named."""

Found = dict[str, Citation]
"""The concepts that a case names in a facet, each with its first words."""


class Common(NamedTuple):
    """A concept that two cases have in common, and the words of each."""

    concept: str
    here: Citation
    there: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """Compares cases of one database; `asker` None: by rules."""

    db: Database
    vocabulary: Vocabulary
    asker: Asker | None = None
    names: Sequence[str] = ()

    def compare(self, one: AccountId, other: AccountId, viewer: Viewer) -> Comparison:
        """The two cases set side by side, as `viewer` may know them.

        Raises:
            UnknownFiling, UnknownIncident: the viewer may not see one of them.
            InputRefused: they are one.
        """
        if one == other:
            raise InputRefused("same_case", "other")
        store = AccountStore(self.db)
        both = store.get(one, viewer), store.get(other, viewer)
        decision = self._decided(both, viewer)
        if self.asker is None:
            return self._by_rules(both, decision, {})
        try:
            return self._by_model(self.asker, both, decision)
        except PromptError as fault:
            return self._by_rules(both, decision, {"model_fault": type(fault).__name__})

    def _decided(self, both: tuple[Account, Account], viewer: Viewer) -> Decision | None:
        names = [{str(one.id), *map(str, one.incidents)} for one in both]
        for decision in standing(DecisionStore(self.db).all(viewer)):
            if decision.question is Question.MECHANISM:
                sides = [side.names for side in decision.sides]
                if any(a & sides[0] and b & sides[1] for a, b in (names, names[::-1])):
                    return decision
        return None

    def _by_model(
        self, asker: Asker, both: tuple[Account, Account], decision: Decision | None
    ) -> Comparison:
        longest = asking()["answer"]["characters"]
        told = {label: Told.of(one, longest) for label, one in zip(_LABELS, both, strict=True)}
        asked = ask(asker, Request(task=COMPARE_CASES, data={"cases": labelled(told)}), both)
        sources = {label: one.words for label, one in told.items()}
        alike = ground(asked.answer.likenesses, sources, self.names)
        differ = ground(asked.answer.differences, sources, self.names)
        # A verdict that nothing which stands bears out is none.
        bears_out = {"same": alike.kept, "different": differ.kept}
        verdict = asked.answer.verdict if bears_out.get(asked.answer.verdict) else UNDECIDED
        dropped = counted(alike.dropped)
        for reason, count in counted(differ.dropped).items():
            dropped[reason] = dropped.get(reason, 0) + count
        return Comparison(
            verdict=VERDICTS[decision.said] if decision else verdict,
            decision=decision.id if decision else None,
            likenesses=tuple(_contrast(one, told) for one in alike.kept),
            differences=tuple(_contrast(one, told) for one in differ.kept),
            made_by=made_by(asked),
            dropped=dropped,
        )

    def _by_rules(
        self,
        both: tuple[Account, Account],
        decision: Decision | None,
        beside: Mapping[str, str],
    ) -> Comparison:
        here, there = (self._by_facet(one) for one in both)
        facets = [facet for facet in COMPARED if facet in here and facet in there]
        shared = {facet: self._shared(here[facet], there[facet]) for facet in facets}
        return Comparison(
            verdict=VERDICTS[decision.said] if decision else UNDECIDED,
            decision=decision.id if decision else None,
            likenesses=tuple(
                self._alike(facet, shared[facet]) for facet in facets if shared[facet]
            ),
            differences=tuple(
                self._differ(facet, here[facet], there[facet])
                for facet in facets
                if not shared[facet]
            ),
            made_by={**BY_RULES, "vocabulary": self.vocabulary.version, **beside},
            dropped={},
        )

    def _by_facet(self, account: Account) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for mention, citation in self._mentions(account):
            found.setdefault(mention.facet, {}).setdefault(mention.concept, citation)
        return found

    def _mentions(self, account: Account) -> Iterator[tuple[Mention, Citation]]:
        for sentence in source_of_text(account).sentences:
            language, at = sentence.words.language, sentence.words.start
            for mention in self.vocabulary.find(sentence.text, language):
                words = quotation(account, language, at + mention.start, at + mention.end)
                incident = account.incidents[0]
                yield mention, Citation(incident=incident, account=account.id, words=words)

    def _shared(self, here: Found, there: Found) -> list[Common]:
        """What `here` and `there` have in common: a concept of both, or the wider of two."""
        wider = self.vocabulary.wider
        found: dict[str, Common] = {}
        for one in here:
            kin = [each for each in there if is_kin(one, each, wider)]
            if kin:
                other = one if one in kin else kin[0]
                both = other if other in wider[one] else one
                found.setdefault(both, Common(both, here[one], there[other]))
        return list(found.values())

    def _alike(self, facet: str, shared: Sequence[Common]) -> Contrast:
        named = [one.concept for one in shared[:_NAMED]]
        words, of = asking()["words"]["alike"], name_of(facet)
        return Contrast(
            facet=facet,
            ja=words["ja"].format(facet=of.ja, concepts=self._labels(named, "ja")),
            en=words["en"].format(facet=of.en, concepts=self._labels(named, "en")),
            citations=tuple(said for one in shared[:_NAMED] for said in (one.here, one.there)),
        )

    def _differ(self, facet: str, here: Found, there: Found) -> Contrast:
        mine, theirs = list(here)[:_NAMED], list(there)[:_NAMED]
        words, of = asking()["words"]["differs"], name_of(facet)

        def line(language: str) -> str:
            told = self._labels(mine, language), self._labels(theirs, language)
            line: str = words[language].format(
                facet=in_language(of, Language(language)), here=told[0], there=told[1]
            )
            return line

        return Contrast(
            facet=facet,
            ja=line("ja"),
            en=line("en"),
            citations=(
                *(here[concept] for concept in mine),
                *(there[concept] for concept in theirs),
            ),
        )

    def _labels(self, concepts: Sequence[str], language: str) -> str:
        told: list[Concept] = [self.vocabulary.concept(concept) for concept in concepts]
        labels = (one.ja if language == "ja" else one.en for one in told)
        return ("、" if language == "ja" else ", ").join(labels)


def _contrast(one: Supported[ContrastForm], told: Mapping[str, Told]) -> Contrast:
    return Contrast(
        facet=one.item.facet,
        ja=one.item.ja,
        en=one.item.en,
        citations=tuple(
            cited(at, told[at.source], told[at.source].account.incidents[0])
            for at in one.quotations
        ),
    )
