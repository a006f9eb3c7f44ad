from dataclasses import replace

from sqlite_utils import Database

from corpus.account import Language
from corpus.accounts import AccountStore
from corpus.ids import AccountId, filers_of
from corpus.incidents import IncidentStore
from corpus.reading import Section, ServiceImpact, Stage
from corpus.service import Service
from corpus.versions import settle, told_in_full
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import filed
from tests.examples import a_quantity, a_reading


def test_settling_again_changes_nothing(db: Database) -> None:
    receipt = filed(
        db, a_reading(reference="R-1"), a_reading(reference="R-1", stage=Stage.DETAILED)
    )
    [incident] = receipt.incidents
    position, before = AccountStore(db).position(), IncidentStore(db).get(incident, SECRETARIAT)

    settle(db, incident, filers_of(filter(None, [receipt.carrier])))

    assert AccountStore(db).position() == position
    assert IncidentStore(db).get(incident, SECRETARIAT) == before


def test_versions_of_one_carrier_are_counted_apart_from_others(db: Database) -> None:
    ours = filed(db, a_reading(reference="R-1"), a_reading(reference="R-1", stage=Stage.DETAILED))
    theirs = filed(db, a_reading(reference="R-1"), carrier="ntt-east")

    assert [
        [each.version for each in IncidentStore(db).get(incident, SECRETARIAT).filings]
        for incident in (*ours.incidents, *theirs.incidents)
    ] == [[1, 2], [1]]


def test_filings_without_a_known_carrier_are_left_as_they_are(db: Database) -> None:
    receipt = filed(db, a_reading(), carrier=None)

    settle(db, receipt.incidents[0], None)

    assert AccountStore(db).labels(SECRETARIAT).size == 1


def test_a_first_report_that_is_late_does_not_stand_for_the_detailed_one(db: Database) -> None:
    detailed = filed(db, a_reading(reference="R-1", stage=Stage.DETAILED))
    late = filed(db, a_reading(reference="R-1"))

    [incident] = detailed.incidents
    versions = IncidentStore(db).get(incident, SECRETARIAT).filings

    assert late.incidents == detailed.incidents
    assert [(each.version, each.stands) for each in versions] == [(1, True), (2, False)]


def test_a_correction_stands_with_all_that_it_does_not_correct(db: Database) -> None:
    told = {Section.CAUSE: "電源の故障", Section.COURSE: "停止した"}
    voice = ServiceImpact(service=Service.VOICE, named="電話", users=a_quantity(1))
    more = replace(voice, users=a_quantity(2))
    mail = ServiceImpact(service=Service.EMAIL, named="メール")
    filed(
        db,
        a_reading(
            reference="R-1",
            stage=Stage.DETAILED,
            sections=told,
            area="東京都",
            services=(voice, mail),
        ),
    )
    first = a_reading(reference="R-1", stage=Stage.CORRECTION, sections={Section.CAUSE: "冷却"})
    first = replace(first, services=(more,))
    again = a_reading(reference="R-1", stage=Stage.CORRECTION, users=a_quantity(5))
    filed(db, first)
    receipt = filed(db, again)

    account = AccountStore(db).get(AccountId(receipt.filing), SECRETARIAT)
    whole = told_in_full(db, receipt.filing, again)

    assert account.texts[Language.JA] == "停止した\u2029\n冷却"
    assert whole.services == (more, mail)
    assert (whole.area, whole.users, whole.stage) == ("東京都", a_quantity(5), Stage.CORRECTION)


def test_a_correction_of_nothing_tells_what_it_says(db: Database) -> None:
    reading = a_reading(reference="R-1", stage=Stage.CORRECTION, area="東京都")

    assert told_in_full(db, filed(db, reading).filing, reading) == reading


def test_what_several_carriers_file_together_is_laid_before_each(db: Database) -> None:
    receipt = filed(db, a_reading(carrier_named="KDDI / NTTドコモ"), carrier=None)

    for carrier in ("kddi", "ntt-docomo"):
        assert AccountStore(db).labels(Viewer.parse(f"carrier:{carrier}")).size == 1
    assert AccountStore(db).labels(Viewer.parse("carrier:ntt-east")).size == 0
    assert receipt.carrier == "kddi"


def test_what_one_files_alone_leaves_what_it_filed_with_another_as_it_is(db: Database) -> None:
    joint = a_reading(carrier_named="KDDI / NTTドコモ", reference="R-1")
    together = filed(db, joint, carrier=None)
    alone = filed(db, a_reading(reference="R-1", stage=Stage.DETAILED))

    assert set(alone.incidents).isdisjoint(together.incidents)
    assert AccountStore(db).labels(Viewer.parse("carrier:ntt-docomo")).size == 1
    assert AccountStore(db).labels(Viewer.parse("carrier:kddi")).size == 2


def test_what_is_filed_together_again_is_the_next_version(db: Database) -> None:
    joint = a_reading(carrier_named="KDDI / NTTドコモ", reference="R-1")
    again = a_reading(carrier_named="NTTドコモ / KDDI", reference="R-1", stage=Stage.DETAILED)

    assert filed(db, joint, carrier=None).incidents == filed(db, again, carrier=None).incidents
