"""No path leads an answer where it may not be: every step is taken, or refused and leaves it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from corpus.errors import InputRefused
from corpus.viewer import SECRETARIAT
from sharing.answering.answer import NOTHING_SAID, Answer, Closed, Said, State
from sharing.answering.counts import tally_of
from sharing.errors import UnknownAsk
from sharing.ledger.store import entries_seen
from tests.sharing.answering.examples import GIVEN, Desk
from tests.sharing.examples import DOCOMO, IIJ

DAYS = st.sampled_from([None, date(2025, 4, 1), date(2025, 5, 1), date(2300, 1, 1)])
SAID = st.builds(
    Said,
    state=st.sampled_from(State),
    evidence=st.sampled_from(["", " ", "見た", "x" * 5_000]),
    planned=DAYS,
    done=DAYS,
)
PARTS = st.integers(-1, 3)


class Answering(RuleBasedStateMachine):
    """A carrier that is asked about versions of a lesson, and says all kinds of things."""

    @initialize()
    def begin(self) -> None:
        self.desk = Desk()
        self.versions = 1
        self.asks = [self.desk.asked(IIJ)[0].ask.id]
        self.told: list[tuple[int, Said]] = []

    @rule(part=PARTS, said=SAID, back=st.integers(-400, 400))
    def says(self, part: int, said: Said, back: int) -> None:
        before = self.answer
        try:
            self.desk.give(self.asks[-1], said, IIJ, part, now=GIVEN + timedelta(days=back))
        except InputRefused:
            assert self.answer == before
            return
        kept = replace(said, evidence=said.evidence.strip())
        assert self.answer.said(part) == kept
        if before.said(part) != kept:
            self.told.append((part, kept))

    @rule(said=SAID)
    def another_says(self, said: Said) -> None:
        before = self.answer
        try:
            self.desk.give(self.asks[-1], said, DOCOMO)
        except UnknownAsk:
            assert self.answer == before
        else:
            raise AssertionError("another carrier answered")

    @rule()
    def a_new_version_is_asked_about(self) -> None:
        self.versions += 1
        lesson = self.desk.lesson(title=f"題{self.versions}").version_id
        self.asks.append(self.desk.ask(lesson, IIJ)[0].ask.id)
        self.told = []
        assert self.answer.whole == NOTHING_SAID

    @property
    def answer(self) -> Answer:
        return self.desk.answers.get(self.asks[-1], SECRETARIAT)

    @invariant()
    def what_stands_is_legal(self) -> None:
        answer = self.answer
        for said in (answer.whole, *answer.items):
            if said.state is State.NOT_APPLICABLE:
                assert said.evidence
            if said.state is State.APPLIES:
                assert said.planned or said.done
            if said.state is State.UNANSWERED:
                assert said == NOTHING_SAID
            if said.state in {State.CHECKING, State.NOT_APPLICABLE}:
                assert said.done is None
        if answer.whole.state is State.NOT_APPLICABLE:
            assert State.APPLIES not in {said.state for said in answer.items}

    @invariant()
    def silence_counts_as_silence(self) -> None:
        answer, tally = self.answer, tally_of([self.answer])
        silent = answer.whole.state is State.UNANSWERED
        assert (tally.unanswered, tally.asked) == (int(silent), 1)
        assert not (silent and tally.not_applicable)

    @invariant()
    def every_change_is_kept_and_earlier_versions_are_closed(self) -> None:
        assert [(one.part, one.said) for one in self.answer.changes] == self.told
        found = self.desk.answers.list(SECRETARIAT, GIVEN)
        closed = [one.ask.closed for one in found]
        assert closed == [Closed.SUPERSEDED] * (len(self.asks) - 1) + [None]
        entered = entries_seen(self.desk.db, SECRETARIAT)
        assert len(entered) == sum(len(one.changes) for one in found)


TestAnswering = Answering.TestCase
TestAnswering.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
