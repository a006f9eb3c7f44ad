import re
import sqlite3
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from corpus.account import Language
from corpus.viewer import Audience
from sharing.bundle.names import codes_of
from sharing.bundle.pages import pages_of
from sharing.bundle.tables import database_of
from sharing.grain import Grain
from sharing.group import GroupId
from tests.sharing.bundle.examples import a_bundle, a_bundled, the_files

SCRIPT = "<script>fetch('//x')</script><img src=x onerror=alert(1)>\"'&"
WHOLE = a_bundle(
    a_bundled(),
    a_bundled(
        "L-2.1",
        text="契機：経路の変更。\n作業：更新。",
        fields={**a_bundled().fields, "title": None, "viewpoints": [{"who": None}]},
    ),
    a_bundled(
        "L-3.2",
        grain=Grain.DESIGNATED,
        fields={
            **a_bundled().fields,
            "statements": [{"role": "cause", "said": "上限に達した。"}],
            "why_not_serious": {"role": "why_not_serious", "said": None},
            "cause": {"id": "not-yet-known"},
            "depth": "thick",
        },
    ),
    a_bundled("L-4.1", fields={**a_bundled().fields, "title": SCRIPT}),
    a_bundled("L-5.1", language=Language.EN, text="Routes changed.", fields={"phase": None}),
)


class Read(HTMLParser):
    """The tags, the addresses and the text of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in {"href", "src", "action"}]

    def handle_data(self, data: str) -> None:
        self.text += data


PAGES = {name: Read(page) for name, page in pages_of(WHOLE)}


def test_every_lesson_has_a_page_and_a_line_in_the_list() -> None:
    assert PAGES["index.html"].addresses == [f"lessons/{one.lesson}.html" for one in WHOLE.lessons]
    assert PAGES.keys() == {"index.html", *PAGES["index.html"].addresses}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_no_script_and_reaches_nothing_outside(name: str) -> None:
    page = PAGES[name]

    assert not {"script", "img", "iframe", "link", "object", "form"} & set(page.tags)
    assert all(re.fullmatch(r"(\.\./)?[\w./-]+\.html", one) for one in page.addresses)
    assert "url(" not in dict(pages_of(WHOLE))[name].decode()
    assert b"default-src 'none'" in dict(pages_of(WHOLE))[name]


def test_what_a_lesson_says_is_text() -> None:
    assert SCRIPT in PAGES["index.html"].text
    assert SCRIPT in PAGES["lessons/L-4.1.html"].text


def test_a_page_tells_all_that_the_lesson_has() -> None:
    text = PAGES["lessons/L-3.2.html"].text

    for told in (
        "切戻しの量を見積もる",
        "保守の部門",
        "試験をしたか",
        "記録で確かめる",
        "上限に達した。",
        "この粒度では示されません",
        "事前防止",
        "not-yet-known",
        "濃(詳しく)",
        "指定公共機関",
        "2026-01-02 12:04 JST",
    ):
        assert told in text
    assert "契機：経路の変更。\n作業：更新。" in PAGES["lessons/L-2.1.html"].text
    assert "点検観点" not in PAGES["lessons/L-2.1.html"].text


def test_whom_it_is_for_is_told() -> None:
    bundle = a_bundle(group=GroupId("G-7"), recipient=Audience("carrier:iij"))
    text = Read(dict(pages_of(bundle))["index.html"]).text

    assert "G-7" in text
    assert "carrier:iij" in text
    assert "共有範囲の全員" in PAGES["index.html"].text


def test_the_tables_hold_the_same_and_open_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "lessons.sqlite"
    path.write_bytes(database_of(WHOLE))
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        ask: Any = lambda sql: db.execute(sql).fetchall()  # noqa: E731
        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask("SELECT lesson FROM lessons ORDER BY rowid") == [
            (one.lesson,) for one in WHOLE.lessons
        ]
        assert ask("SELECT title_ja, title_en FROM bundle") == [("全事業者", "all carriers")]
        assert ask("SELECT said FROM statements") == [("上限に達した。",)]
        assert ("L-1.1", 1, "保守の部門", "試験をしたか", "記録で確かめる") in ask(
            "SELECT * FROM viewpoints"
        )
        codes = ask("SELECT field, id, ja, en FROM codes WHERE lesson = 'L-1.1'")
    db.close()
    told = codes_of(a_bundled().fields)
    assert codes == [(one.field, one.id, one.title.ja, one.title.en) for one in told]
    assert database_of(WHOLE) == database_of(WHOLE)


def test_standard_tools_check_it_as_the_readme_says(tmp_path: Path) -> None:
    for name, content in the_files(WHOLE).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    readme = (tmp_path / "README.txt").read_text("utf-8")
    commands = dict.fromkeys(re.findall(r"^ +((?:openssl|sha256sum) .*)$", readme, re.MULTILINE))

    said = [
        subprocess.run(["sh", "-c", one], cwd=tmp_path, capture_output=True, check=True).stdout
        for one in commands
    ]

    assert len(said) == 3
    assert said[0].decode() in readme
    assert len(said[0]) == 64
    assert b"Verified" in said[1]
    assert said[2].count(b": OK") == len(the_files(WHOLE)) - 3
