"""Where a sign-off stands: every sequence of what may be said, against a model kept by hand."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from corpus.errors import InputRefused
from corpus.viewer import Audience
from sharing.sign_off.states import ANSWERS, TAKES, Act, Said, Standing, State, standing

ONE, OTHER = Audience("carrier:kddi"), Audience("carrier:softbank")
ENDS = {State.WITHDRAWN, State.RECALLED}


def test_every_state_says_what_it_takes_and_nothing_is_taken_at_the_end() -> None:
    assert set(TAKES) == set(State)
    assert {state for state, takes in TAKES.items() if not takes} == ENDS


def test_only_what_was_accepted_or_excepted_is_approved() -> None:
    assert {state for state, takes in TAKES.items() if Act.APPROVE in takes} == {
        State.ACCEPTED,
        State.EXCEPTED,
    }


def test_an_exception_is_for_silence_and_for_nobody_to_ask_alone() -> None:
    assert {state for state, takes in TAKES.items() if Act.EXCEPT in takes} == {
        State.OVERDUE,
        State.UNCLAIMED,
    }


class SignOffMachine(RuleBasedStateMachine):
    """Anybody says anything at any time; what is refused leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self.parties: tuple[Audience, ...] = ()
        self.overdue = False

    @initialize(parties=st.sampled_from([(), (ONE,), (ONE, OTHER)]))
    def put_up(self, parties: tuple[Audience, ...]) -> None:
        self.parties = parties

    @rule(overdue=st.booleans())
    def clock_runs_either_way(self, overdue: bool) -> None:
        self.overdue = overdue

    @rule(
        act=st.sampled_from(sorted(ANSWERS)), who=st.integers(0, 1), person=st.sampled_from("ab")
    )
    def an_originator_says(self, act: Act, who: int, person: str) -> None:
        if who < len(self.parties):
            self._say(Said(act=act, party=self.parties[who], person=person))

    @rule(act=st.sampled_from(sorted(set(Act) - ANSWERS)), person=st.sampled_from("abc"))
    def the_keeper_says(self, act: Act, person: str) -> None:
        self._say(Said(act=act, party=None, person=person))

    def _say(self, said: Said) -> None:
        before = self._now()
        try:
            before.check(said.act, said.party, "S-1")
        except InputRefused:
            return
        if said.act is Act.EXCEPT:
            assert before.state in {State.OVERDUE, State.UNCLAIMED}
        self.said.append(said)

    def _now(self) -> Standing:
        return standing(self.parties, self.said, overdue=self.overdue)

    def _last(self, party: Audience) -> Act | None:
        return next((one.act for one in reversed(self.said) if one.party == party), None)

    @invariant()
    def approval_rests_on_every_word_and_an_approval(self) -> None:
        if self._now().state is State.APPROVED:
            acts = [one.act for one in self.said]
            excepted = Act.EXCEPT in acts
            lasts = [self._last(party) for party in self.parties]
            assert all(last is Act.ACCEPT or (last is None and excepted) for last in lasts)
            assert lasts or excepted
            assert Act.APPROVE in acts
            assert Act.DISPUTE not in acts[len(acts) - acts[::-1].index(Act.APPROVE) :]

    @invariant()
    def an_end_is_the_last_thing_said(self) -> None:
        ends = [one.act in {Act.WITHDRAW, Act.RECALL} for one in self.said]
        assert not any(ends[:-1])
        assert (self._now().state in ENDS) is bool(ends and ends[-1])

    @invariant()
    def silence_is_never_consent(self) -> None:
        silent = [party for party in self.parties if self._last(party) is None]
        if silent and Act.EXCEPT not in [one.act for one in self.said]:
            assert self._now().state not in {State.ACCEPTED, State.EXCEPTED, State.APPROVED}

    @invariant()
    def an_open_dispute_is_never_passed_over(self) -> None:
        if Act.DISPUTE in [self._last(party) for party in self.parties]:
            assert self._now().state in {State.DISPUTED, *ENDS}

    @invariant()
    def whoever_signed_is_known(self) -> None:
        now = self._now()
        if now.state in {State.ACCEPTED, State.EXCEPTED}:
            assert now.signed


SignOffMachine.TestCase.settings = settings(max_examples=300, stateful_step_count=25)
TestSignOffMachine = SignOffMachine.TestCase
