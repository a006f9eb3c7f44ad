import json
from collections.abc import Iterable
from datetime import date

import pytest

from corpus.account import SECTION, Language
from corpus.errors import RecordRefused
from corpus.reading import Precision
from corpus.record import Record, account_of, read_labelled, read_record, title_of
from tests.corpus.steps import STARTER
from tests.examples import a_record_line


def one(line: str | bytes) -> Record:
    [record] = read_record([line])
    return record


def test_the_starter_corpus_is_read_whole() -> None:
    with STARTER.open("rb") as lines:
        records = list(read_record(lines))

    assert len(records) == 200
    assert sum(record.country == "JP" for record in records) == 90
    assert "".join(f"{record.line}\n" for record in records).encode() == STARTER.read_bytes()
    assert all(account_of(record).texts.keys() == set(Language) for record in records)


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        (b"\xff\xfe{", "bad_encoding", "line 1"),
        ("{", "not_json", "line 1"),
        ("[" * 100_000, "not_json", "line 1"),
        ('{"id": NaN}', "not_json", "line 1"),
        ("[1]", "not_object", "line 1"),
        ('{"id": "a", "id": "b"}', "duplicate_field", "line 1"),
        ('"' + "あ" * 1_000_001, "too_long", "line 1"),
        ('{"id": "a"}', "missing_field", "line 1, operator"),
        (a_record_line(operator=""), "missing_field", "line 1, operator"),
        (a_record_line(narrative_ja=None), "missing_field", "line 1, narrative_ja"),
        (a_record_line(narrative_ja=" "), "missing_field", "line 1, narrative_ja"),
        (a_record_line(id=7), "wrong_type", "line 1, id"),
        (a_record_line(id=None), "wrong_type", "line 1, id"),
        (a_record_line(id="2022 07"), "bad_id", "line 1, id"),
        (a_record_line(id="F-01"), "bad_id", "line 1, id"),
        (a_record_line(id="a" * 121), "bad_id", "line 1, id"),
        (a_record_line(affected_users="many"), "wrong_type", "line 1, affected_users"),
        (a_record_line(affected_users=True), "wrong_type", "line 1, affected_users"),
        (a_record_line(duration_minutes=1.5), "wrong_type", "line 1, duration_minutes"),
        (a_record_line(duration_minutes=-1), "out_of_range", "line 1, duration_minutes"),
        (a_record_line(affected_users=2**63), "out_of_range", "line 1, affected_users"),
        (a_record_line(trigger="\ud800"), "not_text", "line 1, trigger"),
        (a_record_line(lessons="one"), "wrong_type", "line 1, lessons"),
        (a_record_line(lessons=["a", 1]), "wrong_type", "line 1, lessons[1]"),
        (a_record_line(sources=["a"]), "wrong_type", "line 1, sources[0]"),
        (a_record_line(sources=[{"url": "u"}]), "missing_field", "line 1, sources[0].title"),
        (a_record_line(sources=[{"title": 1}]), "wrong_type", "line 1, sources[0].title"),
        (
            a_record_line(sources=[{"title": "t", "page": 1}]),
            "unknown_field",
            "line 1, sources[0].page",
        ),
        (a_record_line(started_at="yesterday"), "bad_date", "line 1, started_at"),
        (a_record_line(started_at="2022-02-30"), "bad_date", "line 1, started_at"),
        (a_record_line(started_at="2022-07-02T25:00"), "bad_date", "line 1, started_at"),
        (a_record_line(cause="x"), "unknown_field", "line 1, cause"),
    ],
)
def test_a_line_is_refused_with_its_place(line: str | bytes, code: str, where: str) -> None:
    if isinstance(line, str):
        line = line.replace("\ud800", "\\ud800")
    with pytest.raises(RecordRefused) as refused:
        one(line)

    assert (refused.value.code, refused.value.where) == (code, where)


def test_the_second_line_with_an_id_is_refused_and_names_the_first() -> None:
    lines = [a_record_line("a"), "\n", a_record_line("b"), a_record_line("a")]

    with pytest.raises(RecordRefused, match=r"line 4, id: duplicate_id, first=1"):
        list(read_record(lines))


@pytest.mark.parametrize(
    "line",
    [
        b"\xef\xbb\xbf" + a_record_line().encode() + b"\r\n",
        "\ufeff" + a_record_line() + "\n",
        a_record_line(),
    ],
    ids=["bytes with mark", "text with mark", "bare"],
)
def test_a_line_is_kept_without_mark_and_ending(line: str | bytes) -> None:
    assert one(line).line == a_record_line()


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2022-07-02T01:35:00+09:00", date(2022, 7, 2), Precision.MINUTE),
        ("2022-07-02T23:35:00-05:00", date(2022, 7, 2), Precision.MINUTE),
        ("2022-07-02", date(2022, 7, 2), Precision.DAY),
        ("2022-07", None, Precision.MONTH),
        ("2022", None, Precision.YEAR),
    ],
)
def test_the_day_is_known_only_where_it_is_told(
    written: str, day: date | None, precision: Precision
) -> None:
    record = one(a_record_line(started_at=written))

    assert record.day == day
    assert record.started is not None
    assert record.started.precision == precision
    assert record.started.at.tzinfo is not None


def test_a_record_without_a_start_has_no_day() -> None:
    record = one(a_record_line(started_at=None))

    assert (record.day, record.started) == (None, None)


def test_an_account_holds_narratives_and_the_facts_of_each_language() -> None:
    record = one(
        a_record_line(
            narrative_en="It failed.",
            trigger="停電",
            lessons=["Test the spare."],
            similar_to=["2021-a"],
            sources=[{"title": "新聞", "url": None}],
        )
    )

    account = account_of(record)

    assert account.texts == {
        Language.JA: "障害が起きた。\n停電",
        Language.EN: "It failed.\nTest the spare.",
    }
    assert account.title == "KDDI: 停電"


def test_an_account_never_holds_a_label_or_a_source() -> None:
    with STARTER.open("rb") as lines:
        for record in read_record(lines):
            told = "\n".join([*account_of(record).texts.values(), account_of(record).title])
            rows = json.loads(record.line)
            labels: Iterable[str] = [rows["mechanism"], *rows["similar_to"]]
            # A mechanism may say what a fact says; then the fact stands there in its own right.
            facts = json.dumps({**rows, "mechanism": "", "similar_to": []}, ensure_ascii=False)
            assert not [label for label in labels if label in told and label not in facts]
            assert not [url for url in (s["url"] for s in rows["sources"]) if url and url in told]


def test_a_language_without_narrative_or_facts_has_no_text() -> None:
    assert account_of(one(a_record_line())).texts.keys() == {Language.JA}


def test_a_title_is_one_line_and_never_long() -> None:
    title = title_of(one(a_record_line(narrative_ja="あ\nい" * 100)))

    assert "\n" not in title
    assert len(title) == 90


def test_an_evaluation_takes_rows_with_no_more_than_it_needs() -> None:
    row = {
        "id": "a",
        "started_at": "2022-07-02",
        "narrative_en": "x",
        "mechanism": "m",
        "group": 1,
    }

    [record] = read_labelled([json.dumps(row)])

    assert (record.id, record.mechanism, record.operator) == ("a", "m", "")
    assert title_of(record) == "x"


def test_an_evaluation_refuses_a_row_without_a_mechanism() -> None:
    row = {"id": "a", "started_at": "2022-07-02", "narrative_en": "x"}

    with pytest.raises(RecordRefused, match="missing_field"):
        list(read_labelled([json.dumps(row)]))


def test_no_narrative_passes_for_a_form() -> None:
    account = account_of(one(a_record_line(narrative_ja=f"全国で{SECTION}停止した。")))
    assert account.texts[Language.JA].startswith("全国で\n停止した。")
