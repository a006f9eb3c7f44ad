import json
import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from openpyxl import load_workbook

from api.wiring import wire_sharing
from corpus.database import connect
from corpus.viewer import SECRETARIAT
from sharing.outbox.store import Outbox
from sharing.scope import ScopeId
from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, shaped
from tests.api.test_share import WHY, a_lesson, share
from tests.sharing.channels.examples import sign_off
from tests.sharing.channels.test_bounce import a_bounce
from tests.sharing.outbox.mail_server import TAKEN, Taken, serving
from triage.lessons.lesson import LessonId

SCOPE = "designated-same-service"
SATO = ("--by", "佐藤")
IIJ = ("--as", "carrier:iij")
TO_DOCOMO = "carrier:ntt-docomo"


def signed_off(desk: Desk, scope: str = SCOPE) -> str:
    """A lesson that is shared by `scope`, with its own words signed off for it."""
    lesson = LessonId(a_lesson(desk))
    share(desk, "set", lesson, scope)
    with connect(desk.database) as db:
        shares, key = wire_sharing(db).shares, (ScopeId(scope), None)
        sign_off(db, shares, (lesson, key), SECRETARIAT, datetime.now(UTC))
    return lesson


def sent(desk: Desk, lesson: str, *arguments: object) -> Any:
    return shaped("send", desk.json("send", lesson, SCOPE, *SATO, *arguments))


def worked(desk: Desk) -> Any:
    return shaped("worker", desk.json("worker", "--once"))


def refused(desk: Desk, *arguments: object) -> str:
    said = desk.ask(*arguments, "--json")
    assert said.code == 3
    return str(said.error["code"])


def test_a_lesson_goes_from_sign_off_to_the_inbox_and_into_the_ledger(desk: Desk) -> None:
    lesson = signed_off(desk)

    queued = {one["recipient"]: one for one in sent(desk, lesson)}
    assert set(queued) == {TO_DOCOMO, "carrier:softbank", "carrier:rakuten-mobile"}
    assert worked(desk)["sent"] == 3

    [item] = shaped("inbox", desk.json("inbox", "list", *DOCOMO))
    assert item["event"] == queued[TO_DOCOMO]["event"]
    assert (item["releases"][0]["scope"], item["opened_at"]) == (None, None)
    [item] = shaped("inbox", desk.json("inbox", "open", item["event"], *DOCOMO))
    assert item["opened_at"]
    assert desk.json("inbox", "list", *IIJ) == []
    assert refused(desk, "inbox", "open", item["event"], *IIJ) == "unknown_event"

    entries = desk.json("ledger", "show")
    told = [one["kind"] for one in entries if one["kind"] in {"sent", "opened"}]
    assert sorted(told) == ["opened", "sent", "sent", "sent"]
    asked = desk.json("answers", "list")
    assert {one["recipient"] for one in asked} == set(queued)
    assert (
        desk.ask("send", lesson, SCOPE, *SATO, "--no-answers", "--lang", "en").out.count(
            "has it already"
        )
        == 3
    )
    assert "unread" in desk.ask("inbox", "list", "--as", "carrier:softbank", "--lang", "en").out


def test_what_is_not_signed_off_is_not_sent(desk: Desk) -> None:
    lesson = a_lesson(desk)
    share(desk, "set", lesson, SCOPE)

    assert refused(desk, "send", lesson, SCOPE, *SATO) == "not_signed_off"
    said = desk.ask("send", lesson, SCOPE, *SATO, *KDDI, "--json")
    assert (said.code, said.error["code"]) == (2, "MayNotShare")
    said = desk.ask("send", lesson, "makers", *SATO, "--address", "ACME", "--json")
    assert (said.code, said.error["code"]) == (2, "arguments")


def test_a_mail_goes_to_the_server_that_is_set_and_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.json(
        "carriers", "set", "ntt-docomo", "--contact", "a@docomo.example", "--channel", "mail"
    )
    lesson = signed_off(desk)
    sent(desk, lesson)
    monkeypatch.setenv("KYOKUN_PORTAL_URL", "https://portal.example.com")
    assert worked(desk)["waiting"] == 1

    taken = Taken(lambda _: TAKEN)
    with serving(taken) as port:
        monkeypatch.setenv("KYOKUN_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("KYOKUN_SMTP_PORT", str(port))
        monkeypatch.setenv("KYOKUN_SMTP_PASSWORD", "x")
        assert worked(desk)["sent"] == 1
    [(event, [_])] = taken.mails.items()

    Path("bounce.eml").write_bytes(a_bounce(event=event))
    [dead] = shaped("outbox", desk.json("outbox", "bounce", "bounce.eml"))
    assert (dead["event"], dead["state"], dead["reason"]) == (event, "dead", "bounced_5.1.1")
    assert [one["event"] for one in desk.json("outbox", "dead")] == [event]
    assert desk.json("outbox", "dead", *KDDI) == []
    assert refused(desk, "outbox", "retry", event, *SATO, *KDDI) == "unknown_event"
    [again] = shaped("outbox", desk.json("outbox", "retry", event, *SATO))
    assert again["state"] == "waiting"
    assert refused(desk, "outbox", "retry", event, *SATO) == "not_dead"
    listed = desk.json("outbox", "list", "--state", "waiting")
    assert [one["address"] for one in listed] == ["a@docomo.example"]
    assert "→ a@docomo.example" in desk.ask("outbox", "list").out
    assert desk.json("outbox", "list", *PUBLIC) == []
    Path("bounce.eml").write_bytes(b"Subject: hello\r\n\r\n")
    assert refused(desk, "outbox", "bounce", "bounce.eml") == "no_bounce"


def test_a_carrier_subscribes_and_ends_it(desk: Desk) -> None:
    url = "https://docomo.example/hook"

    [hook] = shaped("outbox-subscriptions", desk.json("outbox", "subscribe", url, *DOCOMO))
    assert hook["secret"]
    [told] = desk.json("outbox", "subscriptions", *DOCOMO)
    assert told == {**hook, "secret": None}
    assert desk.json("outbox", "subscriptions", *KDDI) == []

    [ended] = desk.json("outbox", "unsubscribe", hook["subscription"], *DOCOMO)
    assert ended["ended_why"] == TO_DOCOMO
    assert "ended" in desk.ask("outbox", "subscriptions", "--lang", "en").out
    assert "secret" in desk.ask("outbox", "subscribe", url, "--carrier", "iij", "--lang", "en").out
    assert refused(desk, "outbox", "subscribe", "http://x.example/", *DOCOMO) == "not_https"
    assert desk.ask("outbox", "subscribe", url, "--carrier", "nobody").code == 2
    assert desk.ask("outbox", "subscribe", url, "--carrier", "iij", *DOCOMO).code == 2


def test_a_setting_that_cannot_be_is_wrong_use(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("WEBHOOK_INNER", "all"), ("MAIL_FROM", "nobody")):
        with monkeypatch.context() as set_once:
            set_once.setenv(f"KYOKUN_{name}", value)
            said = desk.ask("worker", "--once", "--json")
            assert (said.code, said.error["code"]) == (2, "setting")
            assert f"KYOKUN_{name}" in said.error["message"]


def test_a_carrier_takes_lessons_away_as_it_wants_them(desk: Desk) -> None:
    lesson = signed_off(desk)
    told = desk.json("inbox", "wish", "--column", "lesson", "--column", "how", *DOCOMO)
    assert shaped("inbox-wish", told) == {"pace": "at_once", "columns": ["lesson", "how"]}
    assert desk.json("inbox", "wish", "--pace", "daily", *DOCOMO)["columns"] == ["lesson", "how"]
    assert "daily" in desk.ask("inbox", "wish", *DOCOMO).out
    assert desk.ask("inbox", "wish", "--pace", "daily").code == 2

    made = desk.json("inbox", "sheet", "--out", "lessons.xlsx", *DOCOMO)
    assert shaped("inbox-file", made)["tlp"] == "TLP:AMBER+STRICT"
    page = load_workbook("lessons.xlsx").active
    assert page is not None
    assert (page.max_column, page.cell(3, 1).value) == (2, f"{lesson}.1")

    made = desk.json("inbox", "stix", lesson, "--out", "lesson.json", *DOCOMO)
    assert (made["lessons"], made["tlp"]) == (1, "TLP:AMBER+STRICT")
    kinds = {one["type"] for one in json.loads(Path("lesson.json").read_bytes())["objects"]}
    assert {"incident", "marking-definition"} <= kinds
    assert desk.json("inbox", "sheet", "--out", "none.xlsx", *IIJ)["lessons"] == 0
    assert (
        "1 lessons" in desk.ask("inbox", "sheet", "--out", "x.xlsx", *DOCOMO, "--lang", "en").out
    )


def test_what_is_not_signed_off_or_for_members_only_is_taken_nowhere(desk: Desk) -> None:
    lesson = a_lesson(desk)
    share(desk, "set", lesson, SCOPE)
    assert desk.json("inbox", "sheet", "--out", "a.xlsx", *DOCOMO)["lessons"] == 0
    assert refused(desk, "inbox", "stix", lesson, "--out", "a.json", *DOCOMO) == "not_signed_off"

    desk.json("members-only", "set", lesson, *WHY, *SATO)
    assert refused(desk, "inbox", "stix", lesson, "--out", "a.json") == "members_only"
    assert refused(desk, "send", lesson, SCOPE, *SATO) == "members_only"


def test_a_feed_of_a_scope_is_written(desk: Desk) -> None:
    signed_off(desk, "designated")

    made = desk.json("inbox", "feed", "designated", "--out", "f.atom", *DOCOMO)

    assert made["lessons"] == 1
    feed = Xml.fromstring(Path("f.atom").read_bytes())
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    assert desk.json("inbox", "feed", "public", "--out", "p.atom", *PUBLIC)["lessons"] == 0


def test_a_worker_goes_on_until_it_is_told_to_stop(desk: Desk) -> None:
    sent(desk, signed_off(desk))

    def stop_it_once_all_is_sent() -> None:
        with connect(desk.database) as db:
            while Outbox(db).waiting():
                time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    watching = Thread(target=stop_it_once_all_is_sent)
    watching.start()
    told = shaped("worker", desk.json("worker"))
    watching.join()

    assert told["sent"] == 3
    assert signal.getsignal(signal.SIGTERM) is before
