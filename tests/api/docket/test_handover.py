import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import KDDI, OUTAGE, RECORD, an_entry, shaped


def _told(answer: Any, body: str) -> list[Any]:
    [line] = [
        one for one in answer["lines"] if (one["body"], one["item"]) == (body, "first_report")
    ]
    return list(line["told"])


def test_the_bodies_that_must_know_are_listed(kept: Kept) -> None:
    answer = shaped("handover", kept.desk.json("handover", "show", kept.entry, *KDDI))

    assert answer["prefectures"] == ["東京"]
    assert {"mic", "bureau-kanto", "police-13"} <= {one["body"] for one in answer["lines"]}
    assert not any(one["told"] for one in answer["lines"])


def test_an_area_that_is_not_known_is_said(kept: Kept) -> None:
    entry = an_entry(kept.desk, OUTAGE)["id"]

    assert "area not known" in kept.desk.ask("handover", "show", entry, "--lang", "en").out


def test_telling_several_bodies_is_one_record(kept: Kept) -> None:
    asked = ("handover", "told", kept.entry, "mic", "police-13", "--way", "電話")
    answer = shaped("handover", kept.desk.json(*asked, "--at", "2025-06-10T10:40", *KDDI))

    for body in ("mic", "police-13"):
        [telling] = _told(answer, body)
        assert (telling["way"], telling["told_by"]) == ("電話", "carrier:kddi")
    shown = kept.desk.ask("handover", "show", kept.entry, "--lang", "en").out
    assert "first report: told 2025-06-10 10:40 電話 (carrier:kddi)" in shown


def test_where_one_body_is_unknown_none_is_recorded(kept: Kept) -> None:
    asked = ("handover", "told", kept.entry, "mic", "nobody", "--way", "電話", "--json")

    assert kept.desk.ask(*asked).code == 3
    assert _told(kept.desk.json("handover", "show", kept.entry), "mic") == []


def test_the_other_channel_of_the_same_report_is_a_duplicate(kept: Kept) -> None:
    facts = {**OUTAGE, "cause": {"kind": "attack"}}
    entry = an_entry(kept.desk, facts, "--area", "東京都")["id"]
    kept.desk.json("handover", "told", entry, "mic", "--way", "mail")

    said = kept.desk.ask("handover", "show", entry, "--lang", "en").out

    assert "mark it as a duplicate" in said


def test_a_list_of_subscribers_leaves_its_seal_and_its_count_only(kept: Kept) -> None:
    Path("imsi.txt").write_bytes(b"440100123456789\n440100123456780\n")
    seal = f"sealed:{hashlib.sha256(Path('imsi.txt').read_bytes()).hexdigest()}"

    asked = ("handover", "imsi", kept.entry, "--count", "2")
    answer = shaped("handover-imsi", kept.desk.json(*asked, "--file", "imsi.txt", *KDDI))

    assert answer == {"entry": kept.entry, "count": 2, "sealed": seal}
    assert shaped("handover-sealed", kept.desk.json("handover", "sealed", kept.entry)) == [seal]
    assert kept.desk.ask("handover", "sealed", kept.entry).out == f"{seal}\n"
    shown = kept.desk.ask("handover", "show", kept.entry)
    assert "(2)" in shown.out
    assert seal not in shown.out
    assert b"440100123456789" not in kept.desk.database.read_bytes()


def test_a_list_that_is_sealed_elsewhere_is_named(kept: Kept) -> None:
    seal = "sealed:" + "0" * 64

    said = kept.desk.ask("handover", "imsi", kept.entry, "--count", "9", "--sealed", seal)

    assert seal in said.out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--count", "2"), 2),
        (("--count", "0", "--sealed", "sealed:" + "0" * 64), 3),
        (("--count", "2", "--sealed", "440100123456789"), 3),
        (("--count", "2", "--file", "none.txt"), 3),
    ],
)
def test_a_list_without_count_or_seal_is_refused(
    kept: Kept, more: tuple[str, ...], code: int
) -> None:
    assert kept.desk.ask("handover", "imsi", kept.entry, *more, "--json").code == code
    assert "no sealed list" in kept.desk.ask("handover", "sealed", kept.entry, "--lang", "en").out


def test_roaming_and_wifi_are_kept_with_their_times(kept: Kept) -> None:
    kept.desk.json("entry", "revise", kept.entry, "--about", RECORD, *KDDI)
    started = ("happened", kept.entry, "roaming_started", "--at", "2025-06-10T10:30")
    kept.desk.json(*started, "--mode", "emergency_authenticated", *KDDI)
    ended = ("happened", kept.entry, "roaming_ended", "--at", "2025-06-10T11:50", *KDDI)

    found = shaped("happened", kept.desk.json(*ended))

    assert [one["kind"] for one in found] == ["roaming_started", "roaming_ended"]
    assert kept.desk.json("happened", RECORD) == found
    said = kept.desk.ask("happened", kept.entry, "--lang", "en").out
    assert "2025-06-10 10:30  roaming started  emergency_authenticated" in said
    kept.desk.json(
        "handover", "imsi", kept.entry, "--count", "7", "--sealed", f"sealed:{'0' * 64}"
    )
    assert "(sealed attachment)  7" in kept.desk.ask("happened", kept.entry, "--lang", "en").out


def test_nothing_that_happened_is_said_so(kept: Kept) -> None:
    assert "nothing is recorded" in kept.desk.ask("happened", kept.entry, "--lang", "en").out


@pytest.mark.parametrize(
    ("kind", "code"), [("roaming_ended", 3), ("wifi_closed", 3), ("imsi_list", 2), ("rain", 2)]
)
def test_what_cannot_have_happened_is_refused(kept: Kept, kind: str, code: int) -> None:
    assert kept.desk.ask("happened", kept.entry, kind).code == code


def test_it_happened_now_unless_told(kept: Kept) -> None:
    [one] = kept.desk.json("happened", kept.entry, "wifi_opened")

    assert one["at"].endswith("+00:00")
