from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.documents.carried import carried, meaning
from corpus.documents.layout import Layout, load_words
from corpus.documents.write import KINDS, SUFFIXES, write_document, write_list
from corpus.intake.document import Document, Paragraph
from corpus.intake.sandbox import Sandbox
from corpus.intake.understand import understand
from corpus.reading import Reading, Section, Stage, Unread, Why
from tests.corpus.documents.readings import BUG, an_outage, at, count, minutes, readings
from tests.examples import a_reading

SAMPLES = Path("corpus/samples/filings")
ASIDE = {"form", "where", "unread"}
FORMS = {
    "annex": "detailed_report",
    "simplified": "detailed_report",
    "near_miss_annex": "near_miss",
}
FILES = sorted(
    path
    for path in SAMPLES.iterdir()
    if not path.name.startswith("annual") and not path.name.endswith(".expected.json")
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def document_of(sandbox: Sandbox, reading: Reading, layout: Layout, kind: str) -> Document:
    return sandbox.read_bytes(f"x{SUFFIXES[kind]}", write_document(reading, layout, kind))


def back_from(sandbox: Sandbox, reading: Reading, layout: Layout, kind: str) -> Reading:
    (back,) = understand(document_of(sandbox, reading, layout, kind))
    return back


def text_of(document: Document) -> str:
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [cell.text for row in block.rows for cell in row]
    return "\n".join(lines)


def differences(expected: Reading, back: Reading) -> dict[str, tuple[object, object]]:
    told = {
        part.name: (meaning(getattr(expected, part.name)), meaning(getattr(back, part.name)))
        for part in fields(Reading)
        if part.name not in ASIDE
    }
    left = [
        Counter((" ".join(unread.text.split()), unread.why) for unread in reading.unread)
        for reading in (expected, back)
    ]
    told["unread"] = (left[0], left[1])
    return {name: (a, b) for name, (a, b) in told.items() if a != b}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_reads_back_unchanged_from_every_document(
    sandbox: Sandbox, path: Path
) -> None:
    (reading,) = understand(sandbox.read(path)[0])

    for kind in KINDS:
        back = back_from(sandbox, reading, Layout(), kind)
        assert not differences(carried(reading, kind, Layout()), back), kind


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reading=readings(), kind=st.sampled_from(sorted(KINDS)))
def test_any_reading_reads_back_unchanged_from_any_document(
    sandbox: Sandbox, reading: Reading, kind: str
) -> None:
    back = back_from(sandbox, reading, Layout(), kind)

    assert not differences(carried(reading, kind, Layout()), back)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_recognised_as_its_form(sandbox: Sandbox, kind: str) -> None:
    assert back_from(sandbox, an_outage(), Layout(), kind).form in {FORMS.get(kind, kind)} | (
        {"first_report"} if kind == "annual_list" else set()
    )


CHANGES: dict[str, Any] = {
    "carrier_named": "別の通信株式会社",
    "reference": "EX-9999",
    "subject": "別の件名",
    "reported": at(24 * 25),
    "known": at(0.5),
    "occurred": at(-1),
    "recovered": at(11),
    "users": count(70_000),
    "minutes": minutes(600),
    "area": "東北地方",
    "sections": {Section.OVERVIEW: "別の概要。", Section.CAUSE: "別の原因。"},
}


@pytest.fixture(scope="module")
def unchanged(sandbox: Sandbox) -> dict[str, Reading]:
    return {kind: back_from(sandbox, an_outage(), Layout(), kind) for kind in KINDS}


@pytest.mark.parametrize("name", CHANGES)
def test_changing_one_field_changes_every_document_that_carries_it(
    sandbox: Sandbox, unchanged: dict[str, Reading], name: str
) -> None:
    before = an_outage()
    after = replace(before, **{name: CHANGES[name]})

    for kind in KINDS:
        told = [meaning(getattr(carried(each, kind, Layout()), name)) for each in (before, after)]
        back = back_from(sandbox, after, Layout(), kind)
        changed = meaning(getattr(unchanged[kind], name)) != meaning(getattr(back, name))
        assert changed == (told[0] != told[1]), kind
    assert meaning(getattr(before, name)) != meaning(getattr(after, name))


@pytest.mark.parametrize("kind", KINDS)
def test_the_purpose_and_the_scope_stand_in_every_document(sandbox: Sandbox, kind: str) -> None:
    told = text_of(document_of(sandbox, an_outage(), Layout(scope="TLP:GREEN"), kind))

    assert load_words().purpose in told
    assert "TLP:GREEN" in told


@pytest.mark.parametrize("kind", KINDS)
def test_a_voluntary_filing_is_marked_and_reads_back_the_same(sandbox: Sandbox, kind: str) -> None:
    layout = Layout(voluntary=True)
    told = text_of(document_of(sandbox, an_outage(), layout, kind))

    assert "任意の報告" in told
    back = back_from(sandbox, an_outage(), layout, kind)
    assert not differences(carried(an_outage(), kind, layout), back)


@pytest.mark.parametrize("kind", ["detailed_report", "near_miss"])
def test_a_main_form_may_point_at_the_annex_for_cause_and_prevention(
    sandbox: Sandbox, kind: str
) -> None:
    back = back_from(sandbox, an_outage(), Layout(as_per_annex=True), kind)

    assert back.sections[Section.CAUSE] == back.sections[Section.PREVENTION] == "別冊のとおり"
    assert not differences(carried(an_outage(), kind, Layout(as_per_annex=True)), back)


@pytest.mark.parametrize("kind", ["annex", "near_miss_annex"])
def test_the_annex_holds_what_the_main_form_points_at(sandbox: Sandbox, kind: str) -> None:
    back = back_from(sandbox, an_outage(), Layout(as_per_annex=True), kind)

    assert back.sections[Section.CAUSE] == an_outage().sections[Section.CAUSE]


def test_a_thin_section_is_one_line_with_its_reason_and_the_annex_holds_all(
    sandbox: Sandbox,
) -> None:
    main = document_of(sandbox, an_outage(), BUG, "detailed_report")

    assert understand(main)[0].sections[Section.RULES] == "管理規程"
    assert "（薄 未知のソフトウェアバグ）" in text_of(main)
    annex = back_from(sandbox, an_outage(), BUG, "annex")
    assert annex.sections[Section.RULES] == "管理規程\n作業要領"


def test_a_thick_section_stands_in_full_and_what_is_thick_is_told(sandbox: Sandbox) -> None:
    main = document_of(sandbox, an_outage(), BUG, "detailed_report")

    assert understand(main)[0].sections[Section.PREVENTION] == "版を管理する。"
    assert "濃　早期に検知する方策について" in text_of(main)
    assert "薄　基準の見直しに係る方策について（一行で足りる）" in text_of(main)
    assert not differences(carried(an_outage(), "detailed_report", BUG), understand(main)[0])


def test_a_correction_stays_one(sandbox: Sandbox) -> None:
    reading = an_outage(stage=Stage.CORRECTION)

    stages = {kind: back_from(sandbox, reading, Layout(), kind).stage for kind in KINDS}

    assert set(stages.values()) == {Stage.CORRECTION}


def test_what_no_form_holds_stands_beside_its_items(sandbox: Sandbox) -> None:
    reading = an_outage(
        unread=(
            Unread(label="現場の写真", text="3枚を別送", why=Why.UNKNOWN_LABEL, where=""),
            Unread(label="", text="以下は参考である", why=Why.UNKNOWN_LABEL, where=""),
            Unread(label="復旧見込", text="未定", why=Why.PENDING, where=""),
            Unread(label="影響サービス", text="謎の役務", why=Why.UNKNOWN_SERVICE, where=""),
            Unread(label="発生原因", text="調査中", why=Why.PENDING, where=""),
            Unread(label="影響利用者数", text="多数", why=Why.NO_NUMBER, where=""),
        )
    )

    for kind in ("detailed_report", "annex", "near_miss", "first_report"):
        back = back_from(sandbox, reading, Layout(), kind)
        assert not differences(carried(reading, kind, Layout()), back), kind


def test_a_list_has_a_row_for_each_report(sandbox: Sandbox) -> None:
    several = [an_outage(reference=f"EX-{n}") for n in range(5)]

    back = understand(sandbox.read_bytes("x.xlsx", write_list(several, Layout())))

    assert [reading.reference for reading in back] == [f"EX-{n}" for n in range(5)]
    assert {reading.form for reading in back} == {"annual_list"}
    for reading, told in zip(several, back, strict=True):
        assert not differences(carried(reading, "annual_list", Layout()), told)


HOSTILE = {
    "a formula": "=1+1",
    "a command": "=cmd|' /C calc'!A0",
    "at": "@SUM(A1:A9)",
    "markup": "<w:p>&amp;]]><!-- \"'",
    "an escape": "_x0041_ と _x000D_",
    "controls": "前\x00\x01\x1b後",
    "a surrogate": "前\ud800後",
    "right to left": "前\u202e後\u2066",
    "tabs and lines": "一\t二\r\n三\v四\u2028五",
    "only blanks": "　 \n ",
    "a label": "発生原因",
    "long": "あ。" * 50_000,
    "long and one letter": "a" * 100_000,
    "many lines": "行\n" * 300,
    "emoji": "🚨👨‍👩‍👧",
}


@pytest.mark.parametrize("kind", ["detailed_report", "annex", "annual_list"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_written_and_read_as_text(sandbox: Sandbox, text: str, kind: str) -> None:
    reading = a_reading(
        carrier_named=text[:200],
        reference=text[:200],
        subject=text[:200],
        area=text[:200],
        users=count(1, text[:200]),
        sections={Section.CAUSE: text, Section.OVERVIEW: text, Section.RESPONSE: text},
        unread=(Unread(label=text[:20], text=text, why=Why.UNKNOWN_LABEL, where=""),),
    )

    document = document_of(
        sandbox, reading, Layout(scope=text, because=text, addressee=text), kind
    )

    assert text_of(document)


@pytest.mark.parametrize("text", ["=1+1", "_x0041_", "<b>&", "+1", "-1+cmd"])
def test_text_that_looks_like_something_else_comes_back_to_the_letter(
    sandbox: Sandbox, text: str
) -> None:
    reading = an_outage(sections={Section.CAUSE: text, Section.OVERVIEW: text})

    for kind in KINDS:
        assert back_from(sandbox, reading, Layout(), kind).sections[Section.CAUSE] == text


@pytest.mark.parametrize("text", ["対応", "（再掲）", "_"])
def test_a_text_that_looks_like_a_label_is_told_from_one_by_a_full_stop(
    sandbox: Sandbox, text: str
) -> None:
    reading = an_outage(sections={Section.CAUSE: text, Section.OVERVIEW: "概要である。"})

    for kind in KINDS:
        back = back_from(sandbox, reading, Layout(), kind)
        assert back.sections[Section.CAUSE] == f"{text}。", kind


def test_every_kind_has_a_suffix() -> None:
    assert SUFFIXES.keys() == KINDS.keys()
    assert set(SUFFIXES.values()) == {".docx", ".pptx", ".xlsx"}
