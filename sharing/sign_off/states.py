"""Where a sign-off stands, and what may be said of it then: one table, `TAKES`.

Silence past the due date is a state of its own. It is never consent: from there on, and where
there is nobody to ask, the secretariat may record an exception, which is told as one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import InputRefused
from corpus.viewer import Audience


class Act(StrEnum):
    """What is said of a sign-off."""

    ACCEPT = "accept"  # 同意
    ASK_CHANGE = "ask-change"  # 修正依頼
    DISPUTE = "dispute"  # 異議
    EXCEPT = "except"  # 例外の記録
    APPROVE = "approve"  # 承認
    WITHDRAW = "withdraw"  # 取下げ
    RECALL = "recall"  # 回収


class State(StrEnum):
    """Where a sign-off stands."""

    ASKED = "asked"  # 確認依頼中
    OVERDUE = "overdue"  # 期限超過・未回答
    UNCLAIMED = "unclaimed"  # 確認先なし
    CHANGE_ASKED = "change_asked"  # 修正依頼
    DISPUTED = "disputed"  # 異議
    ACCEPTED = "accepted"  # 同意済み・承認待ち
    EXCEPTED = "excepted"  # 例外・承認待ち
    APPROVED = "approved"  # 承認済み
    WITHDRAWN = "withdrawn"  # 取下げ
    RECALLED = "recalled"  # 回収


ANSWERS = frozenset({Act.ACCEPT, Act.ASK_CHANGE, Act.DISPUTE})
"""What an originator says."""
_OPEN = ANSWERS | {Act.WITHDRAW, Act.RECALL}
TAKES: Mapping[State, frozenset[Act]] = {
    State.ASKED: _OPEN,
    State.OVERDUE: _OPEN | {Act.EXCEPT},
    State.UNCLAIMED: frozenset({Act.EXCEPT, Act.WITHDRAW, Act.RECALL}),
    State.CHANGE_ASKED: _OPEN,
    State.DISPUTED: _OPEN,
    State.ACCEPTED: _OPEN | {Act.APPROVE},
    State.EXCEPTED: _OPEN | {Act.APPROVE},
    State.APPROVED: frozenset({Act.DISPUTE, Act.WITHDRAW, Act.RECALL}),
    State.WITHDRAWN: frozenset(),
    State.RECALLED: frozenset(),
}
"""What may be said in each state. A recall is said with a lesson, of what was sent."""
_ENDS = {Act.WITHDRAW: State.WITHDRAWN, Act.RECALL: State.RECALLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was said. `party`: the originator that says it, or that an exception is for.

    None for what is not said in a party's place.
    """

    act: Act
    party: Audience | None
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a sign-off stands: what each of its originators said last, and the whole.

    `signed` are the persons by whose word it could be approved: none of them approves.
    """

    state: State
    answers: Mapping[Audience, Act]
    signed: tuple[str, ...]

    def check(self, act: Act, party: Audience | None, where: str) -> None:
        """Pass where `act` may be said now.

        Raises:
            InputRefused: it may not; the code says why.
        """
        if act not in TAKES[self.state]:
            if act is Act.APPROVE and self.state is State.APPROVED:
                raise InputRefused("already_approved", where)
            if act is Act.WITHDRAW and self.state is State.WITHDRAWN:
                raise InputRefused("already_withdrawn", where)
            raise InputRefused("not_now", where, state=self.state, act=act)
        answered = party is not None and act is Act.ACCEPT and self.answers.get(party) is act
        if answered:
            raise InputRefused("already_accepted", where)


def standing(parties: Iterable[Audience], said: Iterable[Said], *, overdue: bool) -> Standing:
    """How a sign-off of `parties` stands, of which `said` was said in this order.

    `overdue`: its due date is past.
    """
    answers: dict[Audience, Said] = {}
    excepted: Said | None = None
    ended: State | None = None
    approved = False
    for each in said:
        if each.act in ANSWERS and each.party is not None:
            answers[each.party] = each
        excepted = each if each.act is Act.EXCEPT else excepted
        approved = each.act is Act.APPROVE or (approved and each.act is not Act.DISPUTE)
        ended = _ENDS.get(each.act, ended)
    told = {party: answers[party].act for party in sorted(parties) if party in answers}
    silent = frozenset(parties) - told.keys()
    if ended is None and not approved:
        state = _open(told, silent, excepted=excepted is not None, overdue=overdue)
    else:
        state = ended or State.APPROVED
    signed = [each.person for each in answers.values() if each.act is Act.ACCEPT]
    signed += [excepted.person] if excepted is not None and (silent or not told) else []
    return Standing(state=state, answers=told, signed=tuple(signed))


def _open(
    told: Mapping[Audience, Act], silent: frozenset[Audience], *, excepted: bool, overdue: bool
) -> State:
    """The state of what is neither approved nor at its end."""
    if Act.DISPUTE in told.values():
        return State.DISPUTED
    if Act.ASK_CHANGE in told.values():
        return State.CHANGE_ASKED
    if told and not silent:
        return State.ACCEPTED
    if excepted:
        return State.EXCEPTED
    if not silent:
        return State.UNCLAIMED
    return State.OVERDUE if overdue else State.ASKED
