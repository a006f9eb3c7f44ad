from datetime import timedelta
from typing import Any

import pytest

from corpus.account import Language
from corpus.errors import InputRefused
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.bundle.collect import Wanted, collect, enter
from sharing.bundle.content import Collected, LeftOut
from sharing.facts import Named
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.ledger.store import entries_seen
from sharing.release import content_hash_of
from sharing.scope import ScopeId
from sharing.share import EditAct
from tests.sharing.bundle.examples import SAID, SaidRenderings, SignedOff, sources
from tests.sharing.examples import DOCOMO, IIJ, KDDI, SHARED, Office, deciding
from tests.sharing.test_groups import carrier, made


@pytest.fixture
def office() -> Office:
    return Office()


def named(*viewers: Viewer) -> Named:
    return Named(carriers=tuple(map(carrier, viewers)))


def collected(
    office: Office, scope: str, by: Viewer = SECRETARIAT, days: float = 0, **told: Any
) -> Collected:
    of = {key: told.pop(key) for key in ("group", "recipient") if key in told}
    wanted = Wanted(scope=ScopeId(scope), **of)
    return collect(sources(office, **told), wanted, by, SHARED + timedelta(days))


def ids(found: Collected) -> list[str]:
    return [one.lesson for one in found.bundle.lessons]


def test_a_bundle_has_what_recipients_see_through_the_scope_and_no_more(office: Office) -> None:
    first, second = (office.drafted(f"2022-07-02-{one}", title=one).id for one in "ab")
    office.share(first, "all-carriers")
    office.share(second, "designated")
    office.share(first, "designated")  # some of all carriers see more of it

    found = collected(office, "all-carriers")

    [one] = found.bundle.lessons
    assert (one.lesson, one.grain, found.left_out) == (f"{first}.1", Grain.CARRIERS, {})
    assert "statements" not in one.fields
    assert "account" not in str(one)
    assert one.fields["title"] == "切戻しの量を見積もる"
    assert one.content_hash == content_hash_of(SAID)
    assert (found.bundle.scope, found.bundle.title.ja) == ("all-carriers", "全事業者")


def test_the_originator_gets_no_more_than_the_others_in_it(office: Office) -> None:
    lesson = office.drafted(by=KDDI).id
    group = made(office.groups, KDDI, IIJ, ministry=False)
    office.share(lesson, "voluntary", by=KDDI, group=group)

    found = collected(office, "voluntary", KDDI, group=group, recipient=Audience("carrier:kddi"))

    assert [one.grain for one in found.bundle.lessons] == [Grain.CARRIERS]
    with pytest.raises(InputRefused) as refused:
        collected(office, "voluntary", group=group)
    assert refused.value.code == "nothing_shared"


def test_nothing_is_in_it_before_its_release_and_after_it_was_withdrawn(office: Office) -> None:
    first, second = (office.drafted(f"2022-07-02-{one}", title=one).id for one in "ab")
    office.share(first, "public", release=SHARED + timedelta(2))
    office.share(second, "public")

    assert ids(collected(office, "public")) == [f"{second}.1"]
    assert ids(collected(office, "public", days=2)) == [f"{first}.1", f"{second}.1"]
    office.desk.withdraw(second, None, deciding(now=SHARED + timedelta(3)))
    assert ids(collected(office, "public", days=3)) == [f"{first}.1"]


def test_what_is_not_for_all_recipients_is_left_out_unless_it_is_for_one(office: Office) -> None:
    first, second = (office.drafted(f"2022-07-02-{one}", title=one).id for one in "ab")
    office.share(first, "named", named=named(KDDI, IIJ))
    office.share(second, "named", named=named(IIJ))

    with pytest.raises(InputRefused) as refused:
        collected(office, "named", recipient=Audience("carrier:ntt-docomo"))
    assert (refused.value.code, refused.value.details) == (
        "not_recipient",
        {"recipient": "carrier:ntt-docomo"},
    )
    found = collected(office, "named")
    assert ids(found) == [f"{first}.1"]
    assert found.left_out == {f"{second}.1": LeftOut.NOT_FOR_ALL}
    alone = collected(office, "named", recipient=Audience("carrier:iij"))
    assert ids(alone) == [f"{first}.1", f"{second}.1"]
    assert alone.bundle.recipient == "carrier:iij"


def test_a_recipient_that_was_taken_away_gets_nothing_through_the_others(office: Office) -> None:
    first, second = (office.drafted(f"2022-07-02-{one}", title=one).id for one in "ab")
    for lesson in (first, second):
        office.share(lesson, "named", named=named(KDDI, IIJ))
    of = ScopeId("named"), None
    office.desk.edit(second, of, (EditAct.REMOVE, Audience("carrier:iij")), deciding())

    assert collected(office, "named").left_out == {f"{second}.1": LeftOut.NOT_FOR_ALL}


def test_a_scope_that_would_tell_of_the_originator_is_not_named(office: Office) -> None:
    lesson = office.drafted().id
    office.share(lesson, "named", named=named(KDDI))

    found = collected(office, "named").bundle

    assert (found.scope, found.title.en) == (None, "a limited circle")
    assert "named" not in repr(found)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"members_only": lambda _: True}, LeftOut.MEMBERS_ONLY),
        ({"renderings": SaidRenderings({"L-1.1": None})}, LeftOut.NO_TEXT),
        ({"sign_offs": SignedOff({"L-1.1"})}, LeftOut.NOT_SIGNED_OFF),
    ],
)
def test_what_may_not_leave_is_left_out(
    office: Office, told: dict[str, Any], why: LeftOut
) -> None:
    for one in "ab":
        office.share(office.drafted(f"2022-07-02-{one}", title=one).id, "public")
    if why is LeftOut.MEMBERS_ONLY:
        told = {"members_only": lambda lesson: lesson == "L-1.1"}

    found = collected(office, "public", **told)

    assert (ids(found), found.left_out) == (["L-2.1"], {"L-1.1": why})


def test_the_very_words_are_asked_for_that_were_signed_off(office: Office) -> None:
    office.share(office.drafted().id, "public")
    signed_off = SignedOff()

    collected(office, "public", sign_offs=signed_off)

    [release] = signed_off.asked
    assert (release.scope, release.grain, release.language) == (
        "public",
        Grain.PUBLIC,
        Language.JA,
    )
    assert release.content_hash == content_hash_of(SAID)


def test_words_that_do_not_fall_into_fields_are_told_as_one(office: Office) -> None:
    office.share(office.drafted().id, "public")
    told = SaidRenderings({"L-1.1": "契機：経路。\n作業：更新。"}, Language.EN)

    [one] = collected(office, "public", renderings=told).bundle.lessons

    assert (one.text, one.language) == ("契機：経路。\n作業：更新。", Language.EN)
    assert one.fields["title"] is None


def test_nothing_at_all_is_no_bundle(office: Office) -> None:
    with pytest.raises(InputRefused) as refused:
        collected(office, "public")
    assert refused.value.code == "nothing_shared"

    office.share(office.drafted().id, "public")
    for by in (DOCOMO, Viewer.parse("public")):
        with pytest.raises(InputRefused, match="nothing_shared"):
            collected(office, "public", by)
    with pytest.raises(InputRefused, match="nothing_to_bundle"):
        collected(office, "public", members_only=lambda _: True)


def test_makers_are_written_to(office: Office) -> None:
    office.share(office.drafted().id, "makers", named=Named(makers=("ACME",)))

    with pytest.raises(InputRefused, match="no_viewer"):
        collected(office, "makers")


def test_who_is_not_to_know_the_members_makes_no_bundle(office: Office) -> None:
    lesson = office.drafted(by=KDDI).id
    group = made(office.groups, IIJ, KDDI, DOCOMO, ministry=False, hidden=True)
    office.share(lesson, "voluntary", by=KDDI, group=group)

    with pytest.raises(InputRefused, match="members_hidden"):
        collected(office, "voluntary", KDDI, group=GroupId(group))


def test_what_leaves_is_entered_in_the_book_of_those_who_oversee_it(office: Office) -> None:
    office.share(office.drafted().id, "public")
    found = collected(office, "public")
    enter(office.db, found, Wanted(scope=ScopeId("public")), b"zip", (SECRETARIAT, SHARED))

    entry = entries_seen(office.db, SECRETARIAT)[-1]

    assert (entry.kind, entry.body["lessons"]) == ("bundle", ["L-1.1"])
    assert entry.body["sha256"] == content_hash_of("zip")
    enter(office.db, found, Wanted(scope=ScopeId("voluntary")), b"zip", (KDDI, SHARED))
    assert entries_seen(office.db, SECRETARIAT)[-1] == entry
    assert entries_seen(office.db, KDDI)[-1].kind == "bundle"
