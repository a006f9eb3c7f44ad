import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.errors import RecordRefused
from corpus.identifiers.detect import Detector
from corpus.identifiers.identifier import Identifier, IdentifierKind
from eval.errors import MissingSet
from eval.identifier_baselines import sudachi_people
from eval.identifiers import Asked, Find, anonymise, counted
from eval.judge import silent
from eval.sets import Sets
from eval.spans import SpanRow, span_rows

TEXT = "山田と鈴木が来た"
ASKED = Asked(labels=("人名",))


def row(
    text: str = TEXT, *spans: tuple[int, int], firms: tuple[tuple[int, int], ...] = ()
) -> SpanRow:
    return SpanRow(id="1", text=text, spans={"人名": spans, "法人名": firms}, test=True)


def found(*spans: tuple[int, int], kind: IdentifierKind = IdentifierKind.PERSON) -> Find:
    def find(text: str) -> Iterator[Identifier]:
        for start, end in spans:
            yield Identifier(kind=kind, start=start, end=end, key="")

    return find


def figure(name: str, rows: SpanRow, find: Find) -> float | None:
    estimate = counted([rows], ASKED, find).figures()[name]
    return None if estimate.why else estimate.value


@pytest.mark.parametrize(
    ("name", "value"),
    [("covered", 0.5), ("exact", 0.0), ("touched", 1.0), ("precision", 2 / 3), ("named", 2 / 3)],
)
def test_each_figure_counts_what_it_says(name: str, value: float) -> None:
    told = figure(name, row(TEXT, (0, 2), (3, 5)), found((0, 3), (4, 5), (6, 7)))
    assert told == pytest.approx(value)


def test_a_find_of_another_kind_masks_and_is_no_person() -> None:
    other = found((0, 2), kind=IdentifierKind.OTHER)
    assert figure("masked", row(TEXT, (0, 2)), other) == 1
    assert figure("covered", row(TEXT, (0, 2)), other) == 0
    assert figure("precision", row(TEXT, (0, 2)), other) is None


def test_a_person_inside_a_firm_is_named_and_not_precise() -> None:
    rows = row(TEXT, firms=((0, 5),))
    assert figure("named", rows, found((0, 2))) == 1
    assert figure("precision", rows, found((0, 2))) == 0
    assert figure("covered", rows, found((0, 2))) is None


def ids_kept(test: bool) -> Iterator[str]:
    for number in range(1000):
        if (sha256(str(number).encode()).hexdigest()[-1] in "0123") is test:
            yield str(number)


def a_set(folder: Path, name: str, *rows: dict[str, object]) -> Sets:
    lines = "\n".join(json.dumps(each) for each in rows)
    (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return Sets(folder)


def test_only_rows_kept_for_the_test_are_scored(tmp_path: Path) -> None:
    ids = [next(ids_kept(True)), next(ids_kept(False))]
    rows: list[dict[str, object]] = [
        {"id": each, "text": TEXT, "spans": [[0, 2, "人名", "DIRECT"]]} for each in ids
    ]
    sets = a_set(tmp_path, "ner_wikipedia_ja", *rows)
    measured = anonymise(sets, silent, found((0, 2)))
    assert (measured.rows, measured.group.counted.positives) == (1, 1)
    assert measured.group.figures["ner_wikipedia_ja.covered"].value == 1
    assert measured.group.baselines["sudachi"]["ner_wikipedia_ja.covered"].value == 1
    assert len(measured.missing) == 3


def test_all_that_a_set_marks_is_told_of_where_it_is_asked(tmp_path: Path) -> None:
    row: dict[str, object] = {"id": next(ids_kept(True)), "text": TEXT}
    row["spans"] = [[0, 2, "PERSON"], [3, 5, "ORG"]]
    measured = anonymise(a_set(tmp_path, "panorama", row), silent, found((0, 2)))
    assert measured.group.figures["panorama.all_recall"].value == 0.5
    assert measured.group.figures["panorama.all_precision"].value == 1
    japanese = anonymise(a_set(tmp_path, "ud_ja_gsd_ne", row), silent, found((0, 2)))
    assert "ud_ja_gsd_ne.all_recall" not in japanese.group.figures


def test_rows_of_one_group_are_all_kept_or_none(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": str(n), "group": "g", "text": "x", "spans": []} for n in range(20)
    ]
    read = span_rows(a_set(tmp_path, "presidio_synth", *rows), "presidio_synth", by_group=True)
    assert len({each.test for each in read.rows}) == 1


@pytest.mark.parametrize("spans", [[[0]], ["x"]])
def test_a_span_that_is_none_is_refused(tmp_path: Path, spans: list[object]) -> None:
    sets = a_set(tmp_path, "panorama", {"id": "1", "text": "x", "spans": spans})
    with pytest.raises(RecordRefused, match="line 1, spans"):
        span_rows(sets, "panorama")


def test_a_row_without_spans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordRefused, match="missing_field"):
        span_rows(a_set(tmp_path, "panorama", {"id": "1", "text": "x"}), "panorama")


@pytest.mark.parametrize("folder", [None, Path("/nowhere/at/all")])
def test_without_any_set_the_suite_says_so(folder: Path | None) -> None:
    with pytest.raises(MissingSet):
        anonymise(Sets(folder), silent, found())


def test_sudachi_alone_finds_what_it_takes_for_people() -> None:
    text = "山田太郎と鈴木"
    assert [text[one.start : one.end] for one in sudachi_people()(text)] == ["山田太郎", "鈴木"]


def test_the_detector_of_the_suite_has_both_languages() -> None:
    text = "担当の山田と Maria Lopez が確認した。"
    people = [one for one in Detector.load().find(text) if one.kind is IdentifierKind.PERSON]
    assert any(text[one.start : one.end] == "山田" for one in people)
