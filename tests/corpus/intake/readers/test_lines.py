"""Plain text."""

from corpus.intake.document import Kind, Note, Remark
from tests.corpus.intake.readers.making import read, texts


def test_each_line_is_a_paragraph_with_its_number() -> None:
    document = read("速報.txt", "件名：障害\r\n\r\n発生日時：7月2日\r".encode("cp932"))
    assert document.kind is Kind.TXT
    assert texts(document) == ["件名：障害", "発生日時：7月2日"]
    assert [block.where for block in document.blocks] == ["line 1", "line 3"]
    assert document.notes == (Note(remark=Remark.ENCODING, where="", detail="cp932"),)
