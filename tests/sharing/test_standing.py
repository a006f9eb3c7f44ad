from datetime import timedelta
from typing import Any

from corpus.regime import Wording
from corpus.viewer import SECRETARIAT, Audience
from sharing.door import Share
from sharing.grain import Grain
from sharing.scope import ScopeId
from sharing.share import Act, Edit, EditAct, KeptShare, Wanted
from sharing.standing import as_they_stand, edited, says_the_same
from tests.sharing.examples import SHARED
from triage.lessons.lesson import LessonId

WHY = Wording("由", "why")
A, B, C = map(Audience, ("carrier:a", "carrier:b", "carrier:c"))


def an_entry(*reached: Audience, scope: str = "named", **fields: Any) -> KeptShare:
    share = Share(
        scope=ScopeId(scope),
        group=None,
        version=1,
        grain=fields.pop("grain", Grain.CARRIERS),
        k=2,
        release=fields.pop("release", SHARED),
        recipients=frozenset(reached),
    )
    told: dict[str, Any] = {
        "lesson": LessonId("L-1.1"),
        "act": Act.SET,
        "share": share,
        "widened": None,
        "preset": None,
        "why": "理由",
        "told_by": SECRETARIAT,
        "at": SHARED,
        "recipients": dict.fromkeys(reached, WHY),
        "overseers": frozenset(),
    }
    return KeptShare(**{**told, **fields})


def an_edit(act: str, audience: Audience) -> Edit:
    return Edit(act=EditAct(act), audience=audience, why="意見", told_by=SECRETARIAT, at=SHARED)


def standing(*entries: KeptShare) -> list[set[Audience] | None]:
    """Whom each entry reaches that stands; None for one that does not."""
    told = as_they_stand(entries)
    return [set(one.share.recipients) if one.stands else None for one in told]


def test_the_last_entry_of_each_scope_stands() -> None:
    first, other, second = an_entry(A), an_entry(B, scope="makers"), an_entry(C)

    assert standing(first, other, second) == [None, {B}, {C}]


def test_a_withdrawal_leaves_nothing_standing() -> None:
    gone = an_entry(act=Act.WITHDRAW)

    assert standing(an_entry(A), gone) == [None, None]
    assert standing(an_entry(A), gone, an_entry(B)) == [None, None, {B}]


def test_edits_go_over_to_later_entries_and_end_with_a_withdrawal() -> None:
    first = an_entry(A, B, edits=(an_edit("remove", A), an_edit("add", C)))

    assert standing(first) == [{B, C}]
    assert standing(first, an_entry(A)) == [None, {C}]
    assert standing(first, an_entry(act=Act.WITHDRAW), an_entry(A)) == [None, None, {A}]


def test_the_reason_of_a_person_stands_beside_whom_it_added() -> None:
    told = edited({A: WHY}, [an_edit("add", B), an_edit("remove", C)])

    assert told == {A: WHY, B: Wording("意見", "意見")}


def test_terms_that_change_nothing_are_the_same() -> None:
    before = an_entry(A)
    later = SHARED + timedelta(days=1)
    now = an_entry(A, release=later, at=later)
    unsaid = Wanted(scope=ScopeId("named"))

    assert says_the_same(before, now, unsaid)
    assert not says_the_same(before, an_entry(A, B, release=later, at=later), unsaid)
    assert not says_the_same(before, an_entry(A, grain=Grain.PUBLIC, at=later), unsaid)
    assert not says_the_same(an_entry(A, release=later), an_entry(A), unsaid)
    assert not says_the_same(before, now, Wanted(scope=ScopeId("named"), release=later))
    assert not says_the_same(an_entry(recipients=None), now, unsaid)
