"""The zip archive that a docx, xlsx or pptx is, opened with care."""

import struct
import zipfile
from io import BytesIO

import pytest

from corpus.errors import FileRefused
from corpus.intake.limits import Limits
from tests.corpus.intake.readers.making import (
    WORD,
    a_docx,
    a_package,
    a_relations,
    a_sheet_package,
    a_word_package,
    an_xlsx,
    read,
    texts,
    with_part,
    zipped,
)

SECRET = "the content of another file"


def refusal(name: str, content: bytes, limits: Limits | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read(name, content, limits)
    return refused.value


def test_a_member_that_inflates_too_far_is_a_bomb() -> None:
    content = with_part(a_docx(), "word/media/image1.png", bytes(30_000_000))
    assert len(content) < 200_000
    refused = refusal("a.docx", content)
    assert (refused.code, refused.details["limit"]) == ("zip_bomb", 200)


def test_members_that_inflate_too_far_together_are_a_bomb() -> None:
    content = with_part(a_docx(), "a.bin", bytes(9_000_000))
    refused = refusal("a.docx", content, Limits(unpacked_bytes=8_000_000))
    assert (refused.code, refused.details["limit"]) == ("zip_bomb", 8_000_000)


def test_too_many_members_are_a_bomb() -> None:
    content = zipped({f"{count}.xml": "<a/>" for count in range(10_001)})
    assert refusal("a.xlsx", content).code == "zip_bomb"


def test_a_size_that_is_told_too_small_is_not_believed() -> None:
    content = bytearray(a_docx())
    place = content.index(b"PK\x01\x02")
    while place >= 0:
        content[place + 24 : place + 28] = struct.pack("<L", 9)
        place = content.find(b"PK\x01\x02", place + 4)
    assert refusal("a.docx", bytes(content)).code == "damaged"


def test_an_encrypted_member_is_encrypted() -> None:
    content = bytearray(a_docx())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal("a.docx", bytes(content)).code == "encrypted"


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_part_with_macros_is_refused(part: str) -> None:
    assert refusal("a.docx", with_part(a_docx(), part, b"x")).code == "macros"


def test_a_macro_enabled_type_is_refused_under_any_name() -> None:
    named = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    content = a_package({}, main="xl/workbook.xml", main_type=named)
    assert [refusal(name, content).code for name in ("a.xlsm", "a.xlsx")] == ["macros"] * 2


def test_a_compression_that_office_does_not_use_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.xml", "<a/>" * 99)
    assert refusal("a.docx", file.getvalue()).code == "damaged"


def test_two_parts_of_one_name_are_refused() -> None:
    content = with_part(a_docx(), "word/documenu.xml", "<a/>")
    assert refusal("a.docx", content.replace(b"documenu", b"document")).code == "damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "customXml/item1.xml"])
def test_xml_with_a_document_type_is_refused_and_nothing_leaks(
    part: str, encoding: str, tmp_path: object
) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w") as file:
        file.write(SECRET)
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    refused = refusal("a.docx", with_part(a_docx(), part, xml.encode(encoding)))
    assert (refused.code, refused.where) == ("external_entity", f"a.docx, {part}")
    assert SECRET not in str(refused)


def test_entities_that_grow_are_refused_before_they_do() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    sheet = f'<!DOCTYPE s [<!ENTITY l0 "ha">{levels}]><worksheet>&l11;</worksheet>'
    assert refusal("a.xlsx", a_sheet_package(sheet)).code == "external_entity"


def test_xml_in_another_encoding_than_office_uses_is_refused() -> None:
    xml = '<?xml version="1.0" encoding="cp037"?><a/>'
    refused = refusal("a.docx", with_part(a_docx(), "customXml/item1.xml", xml))
    assert refused.code == "unreadable_encoding"


def test_ten_thousand_nested_tables_are_too_deep() -> None:
    deep = 10_000
    body = "<w:tbl><w:tr><w:tc>" * deep + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * deep
    refused = refusal("a.docx", a_word_package(body))
    assert (refused.code, refused.where) == ("too_deep", "a.docx, word/document.xml")


def test_a_fault_in_the_xml_is_named_by_part_and_line() -> None:
    refused = refusal("a.docx", with_part(a_docx(), "word/document.xml", "<a>\n<b></a>"))
    assert (refused.code, refused.where) == ("damaged", "a.docx, word/document.xml")
    assert refused.details == {"line": 2}


def test_a_missing_part_is_damage() -> None:
    content = a_sheet_package("<worksheet/>", {"xl/_rels/workbook.xml.rels": a_relations()})
    assert refusal("a.xlsx", content).code == "damaged"
    gone = a_relations(("rId1", "worksheet", "xl/worksheets/gone.xml"))
    refused = refusal(
        "a.xlsx", a_sheet_package("<worksheet/>", {"xl/_rels/workbook.xml.rels": gone})
    )
    assert refused.where == "a.xlsx, xl/worksheets/gone.xml"


def test_a_package_that_names_no_main_part_is_damaged() -> None:
    content = a_word_package("<w:p/>", {"_rels/.rels": a_relations()})
    assert refusal("a.docx", content).code == "damaged"


def test_a_template_at_an_address_is_not_fetched() -> None:
    relation = (
        '<Relationships><Relationship Id="r" Type="x/header" TargetMode="External"'
        ' Target="http://127.0.0.1:9/evil.xml"/></Relationships>'
    )
    body = "<w:p><w:r><w:t>件名</w:t></w:r></w:p>"
    content = a_word_package(body, {"word/_rels/document.xml.rels": relation})
    assert texts(read("a.docx", content)) == ["件名"]


def test_half_an_archive_is_damaged() -> None:
    content = an_xlsx()
    assert refusal("a.xlsx", content[: len(content) // 2]).code == "damaged"
