import pytest

from corpus.identifiers.detect import Detector
from corpus.identifiers.patterns import see
from tests.corpus.identifiers.spelled_cases import kinds

CASES = [
    ("phone", "03-1234-5678"),
    ("phone", "03(1234)5678"),
    ("phone", "(03)1234-5678"),
    ("phone", "0120-123-456"),
    ("phone", "09012345678"),
    ("phone", "+81-3-1234-5678"),
    ("phone", "+1 (212) 555-0100"),
    ("phone", "212-555-0100"),
    ("phone", "03ー1234ー5678"),
    ("mail", "taro.yamada@example.co.jp"),
    ("mail", "taro[at]example[.]com"),
    ("mail", "taro at example dot com"),
    ("url", "https://example.com/a?b=1"),
    ("url", "hxxps://bad[.]example[.]com/a"),
    ("url", "www.example.jp"),
    ("url", "example.com"),
    ("url", ".nz"),
    ("ip", "10.0.0.1"),
    ("ip", "10[.]0[.]0[.]1"),
    ("ip", "10.0.0.0/24"),
    ("ip", "2001:db8::1"),
    ("ip", "fe80::1%eth0"),
    ("ip", "00:1B:44:11:3A:B7"),
    ("ip", "001b.4411.3ab7"),
    ("number", "AS2914"),
    ("number", "AS 64500"),
    ("number", "〒100-0001"),
    ("number", "INC0012345"),
    ("number", "440101234567890"),
    ("number", "35-209900-176148-1"),
    ("number", "4111 1111 1111 1111"),
    ("number", "北緯35度41分22秒"),
    ("number", "35.6895, 139.6917"),
    ("number", "CVE-2021-44228"),
    ("number", "35°41'22\"N"),
]


@pytest.mark.parametrize(("kind", "written"), CASES)
@pytest.mark.parametrize("around", ["{}", "拠点「{}」を", "see {} now"])
def test_a_form_is_found(kind: str, written: str, around: str) -> None:
    assert (kind, written) in kinds(see, around.format(written))


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("phone", "０３－１２３４－５６７８"),
        ("phone", "０９０１２３４５６７８"),
        ("ip", "１９２．１６８．０．１"),
        ("mail", "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ"),
        ("number", "ＡＳ２９１４"),
        ("number", "８９８１１０００００００００００００"),
    ],
)
def test_a_form_is_found_in_full_width_beside_kanji(kind: str, written: str) -> None:
    assert (kind, written) in kinds(see, f"拠点{written}号機")


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("phone", "03-1234-5678"),
        ("phone", "09012345678"),
        ("ip", "10.0.0.1"),
        ("ip", "2001:db8::1"),
        ("mail", "taro@example.jp"),
        ("number", "440101234567890"),
        ("number", "AS2914"),
    ],
)
def test_a_form_is_found_beside_kanji(kind: str, written: str) -> None:
    assert (kind, written) in kinds(see, f"電話{written}を")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("回線番号は123-4567-89である", ("number", "123-4567-89")),
        ("契約番号:AB-12345、", ("number", "AB-12345")),
        ("お客様番号「C0012345」", ("number", "C0012345")),
        ("Ticket #45678 was closed", ("number", "45678")),
        ("circuit ID NYC-12345-A", ("number", "NYC-12345-A")),
        ("内線1234まで", ("phone", "1234")),
        ("TEL: 12-3456 まで", ("phone", "12-3456")),
    ],
)
def test_a_number_is_found_by_the_word_before_it(text: str, found: tuple[str, str]) -> None:
    assert found in kinds(see, text)


@pytest.mark.parametrize(
    "text",
    [
        "110番、119番、911、112",
        "12:34:56",
        "std::vector",
        "2022-07-02",
        "令和4年7月2日",
        "約2,316万人",
        "1030000人",
        "as 300 users",
        "node.js",
        "U.S.",
        "1-2-3",
        "VoLTE LTE 5G IPv6 TLS1.3 RFC4271 BGP-4 G.711",
        "line 1300 customers",
        "version 15.2.3",
        "::",
        "Case 12,600 calls",
        "",
    ],
)
def test_what_has_no_form_is_left(text: str) -> None:
    assert kinds(see, text) == set()


@pytest.mark.parametrize(
    "said",
    ["担当(03-1234-5678)へ", "電話(03-1234-5678)へ", "電話:(03)1234-5678へ", "(03)1234-5678"],
)
def test_a_bracket_around_a_telephone_number_is_taken_whole_or_not_at_all(said: str) -> None:
    found = [said[one.start : one.end] for one in Detector().find(said)]

    assert found in (["03-1234-5678"], ["(03)1234-5678"])
