"""Ask the past: an answer from cases that the viewer may see, each sentence with its citations.

With a language model it writes the sentences, and only those count that quote a case which was
laid before it; without one, the sentences of the cases that fit the question best are the answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlite_utils import Database

from corpus.account import Account, Language, without_marks
from corpus.accounts import AccountStore
from corpus.errors import InputRefused
from corpus.folding import fold
from corpus.ids import IncidentId
from corpus.language import language_of
from corpus.viewer import Viewer
from corpus.vocabulary import Vocabulary
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from prompts.asker import Asker, Request, Text
from prompts.errors import PromptError
from prompts.grounding import Standing, ground
from prompts.tasks import ANSWER_QUESTION
from triage.answers import BY_RULES, Answer, Citation, Cited, asking
from triage.asking import Told, ask, counted, labelled, made_by, may_go
from triage.lessons.source import Sentence, quotation, source_of_text
from triage.likeness.weights import Weights, load_weights
from triage.precedents import incidents_in

LONGEST = 2_000
"""Characters of a question."""
QUESTION_SCOPE = "question"
"""The scope whose permission a question needs: it is the asker's own text, of no case."""
_FETCHED_FOR_ONE = 3
_WORD = re.compile(r"[a-z0-9][a-z0-9-]{2,}")
_JAPANESE = re.compile(r"[ァ-ヺー一-鿿々]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A case that was found: an account of an incident."""

    incident: IncidentId
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Answers questions over one database; `retrieval` has caught up with it.

    `asker` None: no model. `names` are carriers' names in kanji, for the check of what it says.
    """

    db: Database
    retrieval: Retrieval
    weights: Weights = field(default_factory=load_weights)
    vocabulary: Vocabulary
    asker: Asker | None = None
    names: Sequence[str] = ()

    def answer(self, question: str, viewer: Viewer) -> Answer:
        """What past cases that `viewer` may see hold on `question`.

        Raises:
            InputRefused: the question is empty or too long.
        """
        if not question.strip():
            raise InputRefused("empty_text", "QUESTION")
        if len(question) > LONGEST:
            raise InputRefused("too_long", "QUESTION", limit=LONGEST)
        found = self._found(question, viewer)
        if self.asker is None:
            return self._by_rules(question, found, {})
        try:
            return self._by_model(self.asker, question, found)
        except PromptError as fault:
            return self._by_rules(question, found, {"model_fault": type(fault).__name__})

    def _found(self, question: str, viewer: Viewer) -> list[Past]:
        accounts = AccountStore(self.db)
        cases = asking()["answer"]["cases"]
        texts = {language_of(question): without_marks(question)}
        query = Query(texts, accounts.labels(viewer), self.weights.views)
        [near] = self.retrieval.nearest_to_many([query], cases * _FETCHED_FOR_ONE)
        found = islice(incidents_in(self.db, near, viewer), cases)
        return [
            Past(incident=one.incident, account=accounts.get(one.head.id, viewer)) for one in found
        ]

    def _by_model(self, asker: Asker, question: str, found: Sequence[Past]) -> Answer:
        sent = [one for one in found if may_go(asker, one.account)]
        longest = asking()["answer"]["characters"]
        told = {f"C{n}": Told.of(one.account, longest) for n, one in enumerate(sent, start=1)}
        cases = dict(zip(told, sent, strict=True))
        if not told:
            return self._by_rules(question, found, {"model_fault": "nothing may be sent"})
        request = Request(
            task=ANSWER_QUESTION,
            data={
                "question": {"Q": Text(words=question, scope=QUESTION_SCOPE)},
                "cases": labelled(told),
            },
        )
        asked = ask(asker, request, [one.account for one in sent])
        sources = {label: one.words for label, one in told.items()}
        grounded = ground(asked.answer.statements, sources, self.names)
        return Answer(
            sentences=tuple(
                Cited(
                    statement=one.item.statement,
                    citations=tuple(
                        cited(at, told[at.source], cases[at.source].incident)
                        for at in one.quotations
                    ),
                )
                for one in grounded.kept
            ),
            looked_at=tuple(one.incident for one in sent),
            made_by=made_by(asked),
            dropped=counted(grounded.dropped),
        )

    def _by_rules(self, question: str, found: Sequence[Past], beside: dict[str, str]) -> Answer:
        """The sentences of the cases found that have most of what is asked for."""
        rule = asking()["answer"]
        language = language_of(question)
        wanted = _words(question, language) | self.vocabulary.codes(question, language)
        best = sorted(self._fitting(found, wanted), key=lambda one: -one[0])
        taken: list[Cited] = []
        for _, past, sentence in best:
            of_it = [one for one in taken if one.citations[0].incident == past.incident]
            if len(of_it) < rule["of_one_case"] and len(taken) < rule["sentences"]:
                taken.append(_extracted(past, sentence))
        return Answer(
            sentences=tuple(taken),
            looked_at=tuple(one.incident for one in found),
            made_by={**BY_RULES, "vocabulary": self.vocabulary.version, **beside},
            dropped={},
        )

    def _fitting(
        self, found: Sequence[Past], wanted: frozenset[str]
    ) -> Iterator[tuple[float, Past, Sentence]]:
        least = asking()["answer"]["share_at_least"]
        for past in found:
            for sentence in source_of_text(past.account).sentences:
                language = sentence.words.language
                told = _words(sentence.text, language)
                told |= self.vocabulary.codes(sentence.text, language)
                share = len(wanted & told) / len(wanted) if wanted else 0.0
                if share >= least:
                    yield share, past, sentence


def cited(at: Standing, told: Told, incident: IncidentId) -> Citation:
    """The citation of what stands at a place of the text that was sent of `incident`."""
    words = quotation(told.account, told.language, at.start, at.end)
    return Citation(incident=incident, account=told.account.id, words=words)


def _extracted(past: Past, sentence: Sentence) -> Cited:
    citation = Citation(incident=past.incident, account=past.account.id, words=sentence.words)
    return Cited(statement=sentence.text, citations=(citation,))


def _words(text: str, language: Language) -> frozenset[str]:
    """What a question and a sentence are compared by: Latin words, and pairs of kanji or katakana.

    Hiragana is left out: it joins words and says little.
    """
    folded = fold(text).text
    words = set(_WORD.findall(folded))
    if language is Language.JA:
        for run in _JAPANESE.findall(folded):
            words.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(words)
