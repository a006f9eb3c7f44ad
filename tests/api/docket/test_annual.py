import json
from pathlib import Path

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import DOCOMO, KDDI, SMALL, an_entry, shaped

ROWS = """事業者名,発生日時,復旧日時,影響サービス,影響利用者数,影響地域,発生原因,報告種別
KDDI株式会社,2025年6月12日 10時00分,2025年6月12日 10時30分,音声,40000人,東京都,装置の故障,年次報告
KDDI株式会社,2024年6月12日 10時00分,2024年6月12日 10時30分,音声,40000人,東京都,装置の故障,年次報告
"""


def _asked(kept: Kept, *more: str) -> dict[str, list[str]]:
    asked = ("report", "annual", "--year", "2025", "--to", "annual.xlsx", *more)
    found: dict[str, list[str]] = shaped("report-annual", kept.desk.json(*asked))
    return found


def test_accidents_for_the_annual_list_are_listed(kept: Kept) -> None:
    listed = an_entry(kept.desk, SMALL)["id"]
    unclear = {**SMALL, "services": [{"service": "voice", "duration_minutes": 70}]}
    left = an_entry(kept.desk, unclear)["id"]

    answer = _asked(kept)

    assert (answer["rows"], answer["undetermined"]) == ([listed], [left])
    assert Path("annual.xlsx").read_bytes().startswith(b"PK")
    asked = ("report", "annual", "--year", "2025", "--to", "annual.xlsx", "--lang", "en")
    said = kept.desk.ask(*asked).out
    assert "FY2025: 1 rows written to annual.xlsx" in said
    assert left in said


def test_the_list_reads_back_as_annual_filings(kept: Kept) -> None:
    an_entry(kept.desk, SMALL)
    _asked(kept)

    [receipt] = kept.desk.json("intake", "annual.xlsx", *KDDI)

    assert receipt["stage"] == "annual"


def test_rows_that_were_filed_stand_and_are_not_listed_twice(kept: Kept) -> None:
    Path("list.csv").write_text(ROWS, "utf-8")
    row, other = kept.desk.json("intake", "list.csv", *KDDI)
    assert (row["stage"], other["stage"]) == ("annual", "annual")
    entry = an_entry(kept.desk, SMALL, "--about", row["receipt"])["id"]

    assert _asked(kept)["rows"] == [row["receipt"]]
    assert entry not in _asked(kept)["rows"]


def test_a_list_is_of_one_carrier_where_that_is_asked(kept: Kept) -> None:
    own = an_entry(kept.desk, SMALL)["id"]
    other = an_entry(kept.desk, SMALL, *DOCOMO)["id"]

    assert _asked(kept)["rows"] == [own, other]
    assert _asked(kept, "--carrier", "ntt-docomo")["rows"] == [other]
    assert _asked(kept, *DOCOMO)["rows"] == [other]


def test_where_there_is_nothing_to_list_no_file_is_written(kept: Kept) -> None:
    asked = ("report", "annual", "--year", "1999", "--to", "none.xlsx")

    answer = kept.desk.json(*asked)

    assert (answer["file"], answer["rows"]) == (None, [])
    assert not Path("none.xlsx").exists()
    assert "no file is written" in kept.desk.ask(*asked, "--lang", "en").out


def test_a_row_without_a_day_belongs_to_no_year(kept: Kept) -> None:
    Path("list.csv").write_text(ROWS.replace("2025年6月12日 10時00分", "不明"), "utf-8")
    assert kept.desk.json("intake", "list.csv", *KDDI)

    assert _asked(kept)["rows"] == []


def test_a_carrier_that_there_is_not_is_wrong_use(kept: Kept) -> None:
    asked = ("report", "annual", "--year", "2025", "--to", "x.xlsx", "--carrier", "nobody")

    assert kept.desk.ask(*asked).code == 2
    assert json.loads(kept.desk.ask(*asked, "--json").out)["error"]["code"] == "UnknownCarrier"
