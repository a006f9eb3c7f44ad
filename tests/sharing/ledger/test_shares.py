from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.facts import Named
from sharing.ledger.store import entries_seen
from sharing.scope import ScopeId
from sharing.share import EditAct, Wanted
from tests.sharing.examples import DOCOMO, IIJ, KDDI, Office, deciding
from tests.sharing.test_groups import made

NAMED = Named(carriers=(KDDI.carrier,))  # type: ignore[arg-type]


def test_who_was_given_what_is_entered_and_what_was_withdrawn() -> None:
    office = Office()
    lesson = office.drafted().id
    office.share(lesson, "named", named=NAMED)
    of = ScopeId("named"), None
    office.desk.edit(lesson, of, (EditAct.ADD, _audience(IIJ)), deciding())
    office.desk.withdraw(lesson, None, deciding())

    given, edited, withdrawn = entries_seen(office.db, SECRETARIAT)

    assert (given.kind, given.body["lesson"], given.body["scope"]) == (
        "share",
        f"{lesson}.1",
        "named",
    )
    assert given.body["recipients"] == ["carrier:kddi"]
    assert (edited.body["act"], edited.body["recipients"]) == ("add", ["carrier:iij"])
    assert (withdrawn.kind, withdrawn.body["recipients"]) == ("withdrawn", [])


def test_what_is_kept_from_the_ministry_is_not_in_its_book() -> None:
    office = Office()
    group = made(office.groups, KDDI, IIJ, DOCOMO, ministry=False)
    lesson = office.drafted(by=KDDI).id
    office.desk.set(lesson, Wanted(scope=ScopeId("voluntary"), group=group), deciding(KDDI))

    [entry] = entries_seen(office.db, KDDI)

    assert (entry.body["group"], entry.body["recipients"]) == (group, None)
    assert entries_seen(office.db, SECRETARIAT) == ()
    assert entries_seen(office.db, IIJ) == ()


def test_a_makers_name_is_cut_where_it_is_long() -> None:
    office = Office()
    lesson = office.drafted().id
    office.share(lesson, "makers", named=Named(makers=("社" * 200,)))

    [entry] = entries_seen(office.db, SECRETARIAT)

    assert entry.body["recipients"] == ["maker:" + "社" * 154]


def _audience(viewer: Viewer) -> Audience:
    return Audience(str(viewer))
