import json
from pathlib import Path

import pytest

from tests.api.asking import Desk, ask
from tests.api.docket.facts import OUTAGE, shaped


def test_relief_by_roaming_is_estimated_by_area() -> None:
    said = ask("relief", "noto", "--json")

    answer = shaped("relief", said.json)
    assert answer["illustrative"]
    assert answer["users"] == 30_000
    told = ask("relief", "noto", "--lang", "en").out
    assert "the figures are made up" in told
    assert "in no table" in told
    assert "47%–57%" in told


def test_relief_says_who_is_silent_and_what_is_not_known() -> None:
    areas = {
        "affected": [{"carrier": "kddi", "area": "輪島市", "users": 10}],
        "coverage": [
            {"carrier": "softbank", "areas": [{"area": "輪島市", "share": 0}]},
            {"carrier": "ntt-docomo", "areas": [{"area": "珠洲市", "share": 0.5}]},
        ],
    }
    given = json.dumps(areas).encode()

    said = ask("relief", "-", "--lang", "en", given=given).out

    assert "0%–100%  - (says nothing of it: ntt-docomo)" in said
    shaped("relief", ask("relief", "-", "--json", given=given).json)
    alone = json.dumps({**areas, "coverage": []}).encode()
    assert "of 0 users" not in ask("relief", "-", "--lang", "en", given=alone).out


def test_relief_of_a_file_that_cannot_be_is_refused() -> None:
    assert ask("relief", "-", "--json", given=b'{"affected": []}').code == 3


def test_the_matrix_says_how_much_each_service_matters() -> None:
    every = shaped("importance", ask("importance", "--json").json)

    [one] = shaped("importance", ask("importance", "emergency_voice", "--json").json)
    assert one in every
    assert one["weight"] == max(each["weight"] for each in every)
    assert "by the column of a near service" in ask("importance", "--lang", "en").out
    assert ask("importance", "poetry").code == 2


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_one_accident_is_set_beside_every_regime(lang: str) -> None:
    given = json.dumps(OUTAGE).encode()

    rows = shaped("compare", ask("compare", "-", "--json", given=given).json)

    answers = {one["regime"]: one["reportable"] for one in rows}
    assert (answers["jp-2025-04"], answers["us-nors"]) == ("yes", "yes")
    said = ask("compare", "-", "--lang", lang, given=given).out
    assert {"ja": "米国 FCC", "en": "exempt under"}[lang] in said
    assert {"ja": "該当する基準: 1a, 2b", "en": "lines crossed: 1a, 2b"}[lang] in said
    assert {"ja": "この日には施行されていない", "en": "not in force on that day"}[lang] in said
    assert {"ja": "確かめること", "en": "to find out"}[lang] in said


def test_what_if_is_drawn(desk: Desk) -> None:
    asked = ("whatif", "--regime", "jp-2019", "--regime", "jp-2025-04")

    answer = shaped("whatif", desk.json(*asked, "--chart", "chart.svg"))

    picture = Path("chart.svg").read_text("utf-8")
    assert all(f"{year['year']}年度" in picture for year in answer["years"])
    assert desk.ask(*asked, "--chart", "chart.pdf").code == 2
    assert not Path("chart.pdf").exists()
