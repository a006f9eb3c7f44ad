import pytest

from corpus.identifiers.described import see
from corpus.identifiers.groups import any_of, load_groups
from corpus.identifiers.identifier import IdentifierKind
from tests.corpus.identifiers.spelled_cases import kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("小山ネットワークセンターのUPS", "小山ネットワークセンター"),
        ("石狩データセンターへ", "石狩データセンター"),
        ("大手町第二ビルで", "大手町第二ビル"),
        ("新宿基地局が", "新宿基地局"),
        ("大手町2丁目3番2号の", "2丁目3番2号"),
        ("千代田区大手町1-8-1の", "1-8-1"),
        ("隣の本館3階と5号棟", "3階"),
        ("at 140 West Street in", "140 West Street"),
        ("in Building 6 of", "Building 6"),
        ("the Ishikari data centre of", "Ishikari data centre"),
        ("in us-east-1 failed", "us-east-1"),
        ("europe-west9では", "europe-west9"),
        ("JCSAT-3Aの", "JCSAT-3A"),
    ],
)
def test_a_site_is_found(text: str, found: str) -> None:
    assert ("site", found) in kinds(see, text)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("石狩DCの", "site", "石狩DC"),
        ("米AT&Tの", "place", "米"),
        ("みずほ銀行のATM", "other", "みずほ銀行"),
        ("IOS XR 7.3.2では", "model", "7.3.2"),
    ],
)
def test_what_tells_where_is_found(text: str, kind: str, found: str) -> None:
    assert (kind, found) in kinds(see, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASR9000が", "ASR9000"),
        ("Juniper EX4300 failed", "EX4300"),
        ("NE40E", "NE40E"),
        ("a 7750 SR node", "7750 SR"),
        ("Junos 15.1R7-S2", "15.1R7-S2"),
        ("Ver.3.2.1に", "Ver.3.2.1"),
        ("バージョン12.4(24)T", "バージョン12.4(24)T"),
        ("型番はABC-1234である", "ABC-1234"),
    ],
)
def test_a_model_or_version_is_found(text: str, found: str) -> None:
    assert ("model", found) in kinds(see, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("台風15号の影響", "台風15号"),
        ("令和6年能登半島地震により", "令和6年能登半島地震"),
        ("the Noto Peninsula earthquake", "Noto Peninsula earthquake"),
        ("Typhoon Faxai hit", "Typhoon Faxai"),
        ("tyo-core-rtr-01を再起動", "tyo-core-rtr-01"),
    ],
)
def test_an_event_or_a_machine_is_found(text: str, found: str) -> None:
    assert ("other", found) in kinds(see, text)


@pytest.mark.parametrize(
    "text",
    [
        "携帯電話基地局が停波",
        "通信ビルの電源",
        "コールセンターへ",
        "データセンターで",
        "監視センター",
        "各局舎と当該ビル",
        "大規模地震に備え",
        "at a data centre",
        "over 512,000 routes",
        "BGP-4 and S1-MME",
        "the central office",
        "地震計",
        "",
    ],
)
def test_what_names_nothing_is_left(text: str) -> None:
    assert kinds(see, text) == set()


def test_groups_hold_what_their_files_say() -> None:
    assert {group.kind for group in load_groups()} == {
        IdentifierKind.SITE,
        IdentifierKind.VENDOR,
        IdentifierKind.MODEL,
        IdentifierKind.OTHER,
        IdentifierKind.PLACE,
    }
    assert any_of(()).search("anything") is None
