from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.reading import ServiceImpact, Stage
from corpus.service import Service
from corpus.viewer import SECRETARIAT, Audience
from embeddings.retrieval import Retrieval
from tests.corpus.steps import filed, on_record, say
from tests.examples import a_quantity
from tests.triage.examples import (
    CABLE,
    KDDI,
    OKINAWA,
    POWER,
    ROUTER,
    VOICE,
    put,
    telling,
    triage_of,
)
from tests.triage.pipeline_cases import DAY, assess, nearest
from triage.assessment import to_json
from triage.cases import filed_cases
from triage.pipeline import EVIDENCE, NAMED, TOGETHER, Triage

AT = "2022-07-02T01:35"
ALIKE = {"services": VOICE, "area": "全国"}


def test_what_was_told_before_word_for_word_is_not_new(db: Database) -> None:
    put(db, "2021-01-01-a", ROUTER)
    receipt = filed(db, telling(ROUTER, AT))

    [found] = assess(db, receipt.filing)

    assert (found.novelty, found.nearest[0].score) == (0.0, 1.0)
    assert "novelty" not in {reason.source for reason in found.reasons}


def test_the_first_case_on_record_is_wholly_new(db: Database) -> None:
    receipt = filed(db, telling(ROUTER * 10, AT))

    [found] = assess(db, receipt.filing)

    assert (found.novelty, found.substance, found.nearest) == (1.0, 1.0, ())
    [reason] = [reason for reason in found.reasons if reason.source == "novelty"]
    assert (reason.points, reason.evidence) == (60.0, "")


def test_priority_is_the_sum_of_the_reasons_and_each_has_evidence(db: Database) -> None:
    put(db, "2021-01-01-a", POWER)
    receipt = filed(
        db,
        telling(
            ROUTER * 10,
            AT,
            services=(ServiceImpact(service=Service.EMERGENCY_VOICE, named="緊急通報"),),
            users=a_quantity(200_000, text="約20万人"),
            minutes=a_quantity(130, text="2時間10分"),
        ),
    )

    [found] = assess(db, receipt.filing)

    told = {reason.source: reason for reason in found.reasons}
    assert found.priority == sum(reason.points for reason in found.reasons)
    assert told["emergency_effect"].evidence == "緊急通報"
    assert (told["users"].points, told["users"].evidence) == (6.0, "約20万人")
    assert (told["duration"].points, told["duration"].evidence) == (5.0, "2時間10分")
    assert told["novelty"].evidence == f"2021-01-01-a {found.nearest[0].score:.3f}"


def test_a_thin_filing_counts_for_the_share_that_it_tells(db: Database) -> None:
    put(db, "2021-01-01-a", CABLE)
    thin, full = (filed(db, telling(text, AT)).filing for text in ("停電。", POWER * 10))

    found = {one.filing: one for one in assess(db, thin, full)}

    assert found[full].substance == 1.0
    assert found[thin].substance == 3 / 120
    points = {key: one.reasons[0].points for key, one in found.items()}
    assert points[thin] == pytest.approx(60.0 * found[thin].novelty * 3 / 120)


def test_a_filing_is_never_its_own_precedent_nor_its_record_or_another_of_the_event(
    db: Database,
) -> None:
    known = on_record(
        db, "2022-07-02-zzz", operator="KDDI / 沖縄セルラー電話", started_at=f"{AT}+09:00",
        service_kinds=["voice"], affected_area="全国", narrative_ja=ROUTER,
    )  # fmt: skip
    other = put(db, "2021-01-01-a", CABLE)
    first = filed(db, telling(ROUTER, AT, reference="R-1", **ALIKE))
    detailed = filed(db, telling(ROUTER, AT, reference="R-1", stage=Stage.DETAILED, **ALIKE))
    theirs = filed(db, telling(ROUTER, AT, **ALIKE), carrier="okinawa-cellular")

    for by in (SECRETARIAT, KDDI):
        for filing in (first.filing, detailed.filing):
            [found] = assess(db, filing, by=by)
            assert nearest(found) == [other]
    [found] = assess(db, theirs.filing, by=OKINAWA)
    assert nearest(found) == [other]

    say(db, theirs.filing, known, "apart")

    [found] = assess(db, theirs.filing, by=OKINAWA)
    assert nearest(found) == [known, other]


def test_the_record_stands_for_filings_of_one_event_among_the_nearest(db: Database) -> None:
    known = on_record(
        db, "2022-07-02-zzz", started_at=f"{AT}+09:00", service_kinds=["voice"],
        affected_area="全国", narrative_ja=CABLE,
    )  # fmt: skip
    filed(db, telling(ROUTER, AT, **ALIKE))
    later = filed(db, telling(ROUTER, "2024-01-01T10:00", **ALIKE))

    [found] = assess(db, later.filing)

    assert [(one.incident, one.score) for one in found.nearest] == [(known, 1.0)]


def test_no_more_than_so_many_are_named_and_the_nearest_are_evidence(db: Database) -> None:
    for place in range(NAMED + 3):
        put(db, f"2001-01-{place + 1:02}-a", f"{ROUTER}{'停電。' * place}")
    receipt = filed(db, telling(ROUTER, AT))

    [found] = assess(db, receipt.filing)

    assert len(found.nearest) == NAMED
    assert [one.score for one in found.nearest] == sorted(
        (one.score for one in found.nearest), reverse=True
    )
    receipt = filed(db, telling(f"{ROUTER}{CABLE}", AT, where="another"))
    [found] = assess(db, receipt.filing)
    [reason] = [reason for reason in found.reasons if reason.source == "novelty"]
    assert reason.evidence.count(",") == EVIDENCE - 1


def test_a_precedent_says_in_what_the_case_differs(db: Database) -> None:
    put(db, "2021-01-01-a", "落雷が原因で基地局が停波した。")
    receipt = filed(db, telling("海底ケーブルが漁船の網で切断された。", AT))

    [found] = assess(db, receipt.filing)

    differing = [difference.facet for difference in found.nearest[0].differs_in]
    assert differing
    assert len(set(differing)) == len(differing)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, {"2022-07-01-a", "2022-07-02-b", "2030-01-01-c", "undated"}),
        (date(2022, 7, 3), {"2022-07-01-a", "2022-07-02-b"}),
        (DAY, {"2022-07-01-a"}),
        (date(2022, 7, 1), set()),
    ],
    ids=["no date", "the day after", "its day", "before all"],
)
def test_as_of_a_date_only_accounts_of_earlier_days_count(
    db: Database, as_of: date | None, expected: set[str]
) -> None:
    put(db, "2022-07-01-a", CABLE, date(2022, 7, 1))
    put(db, "2022-07-02-b", CABLE, DAY)
    put(db, "2030-01-01-c", CABLE, date(2030, 1, 1))
    put(db, "undated", CABLE)
    receipt = filed(db, telling(ROUTER, "2030-02-01"))

    [found] = assess(db, receipt.filing, as_of=as_of)

    assert set(nearest(found)) == expected
    assert found.as_of == as_of
    assert found.position == (len(expected) if as_of else 5)  # itself included


def test_the_same_assessment_comes_out_again_to_the_last_digit(db: Database) -> None:
    put(db, "2021-01-01-a", CABLE, date(2021, 1, 1))
    receipt = filed(db, telling(ROUTER, AT))

    before, again = (assess(db, receipt.filing, by=KDDI, as_of=DAY) for _ in range(2))
    assert [to_json(one) for one in again] == [to_json(one) for one in before]

    put(db, "2022-07-02-b", ROUTER, DAY)  # as late as the case
    put(db, "undated", ROUTER)
    put(db, "2020-01-01-h", ROUTER, date(2020, 1, 1), Audience("carrier:softbank"))  # hidden
    filed(db, telling(ROUTER, "2020-01-01"), carrier="ntt-east")  # hidden

    later = assess(db, receipt.filing, by=KDDI, as_of=DAY)
    assert [to_json(one) for one in later] == [to_json(one) for one in before]
    put(db, "2020-01-01-p", ROUTER, date(2020, 1, 1))
    seen = assess(db, receipt.filing, by=KDDI, as_of=DAY)
    assert [to_json(one) for one in seen] != [to_json(one) for one in before]


def test_an_index_that_was_saved_gives_what_one_in_memory_gives(
    db: Database, tmp_path: Path
) -> None:
    put(db, "2021-01-01-a", CABLE)
    receipt = filed(db, telling(ROUTER, AT))
    held = triage_of(db)
    Retrieval.open(tmp_path / "index", db).save(db)
    opened = Triage(db, Retrieval.open(tmp_path / "index", db), held.vocabulary, held.criteria)

    cases = filed_cases(db, [receipt.filing], SECRETARIAT)
    found = [list(triage.assess(cases, SECRETARIAT)) for triage in (held, opened)]
    assert found[0] == found[1]


def test_an_assessment_names_all_that_it_rests_on(db: Database) -> None:
    receipt = filed(db, telling(ROUTER, AT))
    triage = triage_of(db)

    [found] = assess(db, receipt.filing)

    assert found.configuration == triage.configuration
    assert set(found.configuration) == {
        "encoder",
        "reference",
        "vocabulary",
        "weights",
        "coding",
        "criteria",
        "lessons",
        "kinds",
    }
    assert all(found.configuration.values())
    assert (found.viewer, found.incident) == ("secretariat", receipt.incidents[0])


def test_progress_is_told_after_each_batch_and_cases_stay_in_order(db: Database) -> None:
    put(db, "2021-01-01-a", CABLE)
    filings = [filed(db, telling(text, AT)).filing for text in (ROUTER, POWER)]
    cases = filed_cases(db, filings, SECRETARIAT) * (TOGETHER // 2) + filed_cases(
        db, filings[:1], SECRETARIAT
    )
    told: list[tuple[int, int]] = []

    found = list(triage_of(db).assess(cases, SECRETARIAT, progress=lambda *at: told.append(at)))

    assert told == [(TOGETHER, TOGETHER + 1), (TOGETHER + 1, TOGETHER + 1)]
    assert [one.filing for one in found] == [case.filing for case in cases]
    assert found[0] == found[-1]


def test_no_cases_are_no_assessments(db: Database) -> None:
    assert list(triage_of(db).assess([], SECRETARIAT)) == []
