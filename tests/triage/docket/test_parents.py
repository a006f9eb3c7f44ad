"""Parents: linked by who sees both, shown to who sees the parent."""

import pytest
from sqlite_utils import Database

from corpus.errors import UnknownIncident
from corpus.ids import IncidentId
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import filed, on_record
from tests.examples import a_reading
from tests.triage.docket.examples import DOCOMO, KDDI, NOW, docket, entered
from triage.docket.flags import flagged
from triage.docket.parents import ParentStore
from triage.errors import FactsRefused, UnknownEntry


def test_a_parent_that_a_carrier_may_not_see_stays_hidden_from_it(db: Database) -> None:
    hidden = filed(db, a_reading(), carrier="ntt-docomo").incidents[0]
    made = entered(db, KDDI, cause={"equipment_owner": "wholesaler"})
    [before] = flagged(docket(db, KDDI))
    ParentStore(db).link(made.id, hidden, SECRETARIAT, NOW)

    assert flagged(docket(db, KDDI))[0] == before
    assert before.parent is None
    assert ParentStore(db).parent_of(made.id, SECRETARIAT) == hidden
    with pytest.raises(UnknownIncident):
        ParentStore(db).link(made.id, hidden, KDDI, NOW)
    with pytest.raises(UnknownIncident):
        ParentStore(db).children_of(hidden, KDDI)
    assert ParentStore(db).children_of(hidden, DOCOMO) == ()


def test_the_last_link_that_is_seen_stands(db: Database) -> None:
    hidden = filed(db, a_reading(), carrier="ntt-docomo").incidents[0]
    one, other = on_record(db, "2022-07-02-a"), on_record(db, "2022-07-03-b")
    made = entered(db)
    for parent in (one, other, hidden):
        ParentStore(db).link(made.id, parent, SECRETARIAT, NOW)

    assert ParentStore(db).parent_of(made.id, KDDI) == other
    assert ParentStore(db).parent_of(made.id, SECRETARIAT) == hidden
    assert ParentStore(db).parent_of(entered(db).id, KDDI) is None


def test_the_children_of_an_accident_are_the_entries_whose_last_link_is_to_it(
    db: Database,
) -> None:
    one, other = on_record(db, "2022-07-02-a"), on_record(db, "2022-07-03-b")
    first, second, third = (entered(db).id for _ in range(3))
    for entry, parent in ((first, one), (second, other), (third, one), (third, other)):
        ParentStore(db).link(entry, parent, SECRETARIAT, NOW)

    def children(parent: IncidentId) -> list[str]:
        return [each.id for each in ParentStore(db).children_of(parent, SECRETARIAT)]

    assert children(one) == [first]
    assert children(other) == [second, third]


def test_no_accident_is_its_own_parent(db: Database) -> None:
    own = on_record(db)
    made = entered(db, about=own)
    with pytest.raises(FactsRefused):
        ParentStore(db).link(made.id, own, KDDI, NOW)
    with pytest.raises(UnknownEntry):
        ParentStore(db).link(made.id, own, DOCOMO, NOW)
