"""A carrier has an outage; the secretariat follows it. All of it by the command line."""

import json
from pathlib import Path

from tests.api.docket.conftest import Kept
from tests.api.docket.facts import KDDI, OUTAGE, shaped


def test_from_the_outage_to_the_guidance(kept: Kept) -> None:
    desk = kept.desk
    Path("outage.json").write_text(json.dumps(OUTAGE), "utf-8")

    # The carrier enters what it knows, and sees at once what it must do.
    entry = shaped("entry", desk.json("entry", "add", "outage.json", "--area", "大阪府", *KDDI))
    name = entry["id"]
    assert entry["duty"][0]["as"] == "serious"
    due = shaped("due", desk.json("due", "--as-of", "2025-06-10T10:20", *KDDI))
    assert {one["state"] for one in due["items"] if one["case"] == name} == {"open"}

    # It tells those who must know; roaming begins.
    desk.json("happened", name, "roaming_started", "--at", "2025-06-10T10:25", *KDDI)
    told = ("handover", "told", name, "mic", "bureau-kinki", "--way", "電話")
    handover = shaped("handover", desk.json(*told, "--at", "2025-06-10T10:30", *KDDI))
    waiting = {one["item"] for one in handover["lines"] if not one["told"]}
    assert waiting == {"first_report", "roaming_started"}
    notice = ("done", name, "jp-2025-04/clock/user_notice", "--at", "2025-06-10T10:28")
    desk.json(*notice, *KDDI)

    # The cause is found: one change, and both documents tell it.
    Path("found.json").write_text(json.dumps({**OUTAGE, "cause": {"kind": "human_error"}}))
    desk.json("entry", "revise", name, "found.json", "--why", "原因判明", *KDDI)
    written = shaped("export", desk.json("export", name, "--docx", "--pptx", "--to", "out", *KDDI))
    assert [one["kind"] for one in written["documents"]] == ["detailed_report", "annex"]
    assert written["cause"] == "human_error"

    # The secretariat sees that nobody marked the first report, and asks.
    late = shaped("overdue", desk.json("overdue", "--as-of", "2025-07-11"))
    keys = {one["key"] for one in late["items"] if one["case"] == name}
    assert keys == {"jp-2025-04/serious/first", "jp-2025-04/serious/detailed"}
    asked = ("guidance", "add", name, "--title", "報告の遅れ", "--on", "2025-07-11")
    [guidance] = shaped("guidance", desk.json(*asked, "--ask", "2025-07-31 遅れた理由"))
    key = guidance["asked"][0]["key"]

    # The carrier files, answers, and is done.
    receipts = desk.json("intake", *(one["file"] for one in written["documents"]), *KDDI)
    desk.json("entry", "revise", name, "--about", receipts[0]["receipt"], *KDDI)
    desk.json("guidance", "answer", key, "--on", "2025-07-20", *KDDI)
    after = desk.json("due", "--done", *KDDI)["items"]
    states = {one["key"]: one["state"] for one in after if one["case"] == name}
    assert states.pop("jp-2025-04/clock/user_notice") == "done"
    assert states.pop(key) == "done"
    assert set(states) == {"jp-2025-04/serious/first", "jp-2025-04/serious/detailed"}
    assert set(states.values()) <= {"done", "done_late"}
    [sheet] = [
        one
        for one in shaped("monitor", desk.json("monitor", "2025"))["sheets"]
        if one["case"] == name
    ]
    assert "roaming" not in sheet["unanswered"]
