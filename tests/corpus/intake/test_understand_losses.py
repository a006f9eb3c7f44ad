import tomllib

from hypothesis import given
from hypothesis import strategies as st

from corpus.intake.forms import LABELS as LABELS_FILE
from corpus.intake.understand import understand
from corpus.reading import Reading
from corpus.shape import squeezed
from tests.corpus.intake.documents import (
    document,
    lines,
    reading_of_lines,
    table,
)
from tests.corpus.intake.understand_cases import everything_in

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=40)


@given(st.lists(st.text("あいう日本語の文章ですABC123"), min_size=1, max_size=6))
def test_no_line_of_a_filing_is_lost(written: list[str]) -> None:
    told = everything_in(reading_of_lines(*written))
    assert all(squeezed(line) in told for line in written if line.strip())


LABELS = sorted(
    label
    for labels in tomllib.loads(LABELS_FILE.read_text("utf-8"))["fields"].values()
    for label in labels
    if label not in {"No", "No.", "番号", "項番", "通番", "連番", "行番号"}
)


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text("甲乙丙丁0123年月日時分万人", min_size=1))
    ),
    st.sampled_from(["速報", "訂正報告", "重大な事故報告書", "案内"]),
)
def test_no_text_under_a_label_is_lost(written: list[tuple[str, str]], title: str) -> None:
    told = everything_in(reading_of_lines(title, *(f"{label}: {text}" for label, text in written)))
    assert all(squeezed(text) in told for _, text in written)


@given(st.lists(WORDS, max_size=6), st.lists(st.lists(WORDS, max_size=5), max_size=5))
def test_no_document_makes_it_raise(texts: list[str], rows: list[list[str]]) -> None:
    tables = (table(*rows),) if any(any(row) for row in rows) else ()
    found = understand(document(*lines(*texts), *tables))
    assert all(isinstance(reading, Reading) for reading in found)
