import pytest

from corpus.carriers import CarrierRegister
from corpus.identifiers.carriers import see
from corpus.identifiers.names import Names
from corpus.identifiers.spelling import spell
from tests.corpus.identifiers.spelled_cases import keys, words


@pytest.mark.parametrize("context", ["昨日、{}の網で障害が起きた。", "the network of {} failed."])
def test_every_spelling_of_the_register_is_found(context: str) -> None:
    missed = [
        spelling
        for carrier in CarrierRegister.load().all()
        for spelling in carrier.spellings
        if spelling.rstrip(".") not in " ".join(words(see, context.format(spelling)))
        and spelling != "1.1.1.1"
    ]
    assert missed == []


@pytest.mark.parametrize(
    "written",
    [
        "KDDI",
        "ＫＤＤＩ",
        "kddi",
        "Kddi",
        "K D D I",
        "K.D.D.I.",
        "K・D・D・I",
        "Ｋ　Ｄ　Ｄ　Ｉ",
        "K-D-D-I",
        "K\u200bD\u200bDI",
        "KD\u00adDI",
        "КDDI",
        "KDDΙ",
        "KDDl",
        "KDD1",
        "KD-\nDI",
        "KD\nDI",
        "ⓀⒹⒹⒾ",
        "𝐊𝐃𝐃𝐈",
        "K\u0336D\u0336D\u0336I",
        "🇰🇩🇩🇮",
    ],
)
def test_kddi_is_found_however_it_is_spelled(written: str) -> None:
    assert keys(see, f"昨日{written}の網が止まった") == ["kddi"]
    assert keys(see, f"the network of {written} failed") == ["kddi"]


@pytest.mark.parametrize(
    ("written", "carrier"),
    [
        ("ド コ モ", "ntt-docomo"),
        ("ﾄﾞｺﾓ", "ntt-docomo"),
        ("ドコ\nモ", "ntt-docomo"),
        ("D0COMO", "ntt-docomo"),
        ("NttDocomo", "ntt-docomo"),
        ("Ｎ・Ｔ・Ｔ東日本", "ntt-east"),
        ("ソフ卜バンク", "softbank"),
        ("Soft-\nBank", "softbank"),
        ("Soft Bank", "softbank"),
        ("Y!mobile", "softbank"),
        ("ヤ・フ・ー", "line-yahoo"),
        ("A T & T", "att"),
        ("L I N E", "line-yahoo"),
        ("Rogers Communications Inc.", "rogers"),
        ("T-Mobile US", "tmobileus"),
        ("フレッツ光", "ntt"),
        ("Route 53", "amazon-web-services"),
        ("docomos", "ntt-docomo"),
        ("KDDICore", "kddi"),
        ("softbankcore", "softbank"),
        ("xKDDI", "kddi"),
    ],
)
def test_a_name_is_found_however_it_is_split(written: str, carrier: str) -> None:
    assert keys(see, f"影響は{written}の利用者") == [carrier]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("株式会社NTTドコモの網", "株式会社NTTドコモ"),
        ("ＫＤＤＩ㈱の網", "ＫＤＤＩ㈱"),
        ("Orange España, Inc. failed", "Orange España, Inc."),
    ],
)
def test_the_legal_form_goes_with_the_name(text: str, found: str) -> None:
    assert words(see, text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("auの回線が止まった", ["au"]),
        ("au、UQ mobile等の音声", ["au", "UQ mobile"]),
        ("LINEで送れない", ["LINE"]),
        ("customers of Three lost service", ["Three"]),
        ("Three said that voice failed", ["Three"]),
        ("THREE NETWORK DOWN", ["THREE"]),
        ("the orange network failed", ["orange"]),
        ("楽天の回線", ["楽天"]),
        ("さくらの利用者", ["さくら"]),
        ("SB網とRM回線", ["SB", "RM"]),
        ("KDDI、SBの両方", ["KDDI", "SB"]),
        ("in Kanto and Tokai; later on TOKAI users", ["TOKAI"]),
    ],
)
def test_an_ordinary_word_is_a_carrier_where_the_context_says_so(
    text: str, found: list[str]
) -> None:
    assert words(see, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Three base stations failed.",
        "at three sites the line went down",
        "the line card of a router",
        "an orange alarm lamp",
        "slack time",
        "no tokai here",
        "メタデータを減らす",
        "メタルケーブル",
        "楽天的な見積り",
        "スラックライン",
        "NTT東京ではない"[3:],
        "On line cards",
        "level 3 switches",
        "The RM was set",
        "sb was lower case",
        "ml and MI",
        "steadfastly",
        "linked in",
        "au pair",
        "11.11 11,11",
        "12 3",
        "metadata",
        "in Virginia",
        "a" * 50,
        "MPLS BGP VoLTE HSS DNS 5G LTE IPv6 TLS MME PCRF S1-MME",
    ],
)
def test_an_ordinary_word_is_no_carrier_elsewhere(text: str) -> None:
    assert words(see, text) == []


def test_tokyo_is_not_the_east_of_ntt() -> None:
    assert keys(see, "NTT東京ビル") == ["ntt"]
    assert keys(see, "NTT東の網") == ["ntt-east"]


def test_what_is_not_certain_is_said() -> None:
    [one] = see(spell("昨日Threeが、止まった"))
    assert not one.sure
    [one] = see(spell("customers of Three"))
    assert one.sure


def test_a_name_is_not_read_across_a_wide_gap() -> None:
    assert words(see, "ド" + " " * 20 + "コモ") == []
    assert words(see, "KD\n\n\n\n\n\n\n\n\n\nDI") == []


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("エリクソン製のソフト", "vendor", "エリクソン"),
        ("software supplied by Oracle failed", "vendor", "Oracle"),
        ("CRS-3の故障", "model", "CRS-3"),
        ("JUSケーブルの切断", "site", "JUS"),
        ("SEA-ME-WE 4が切れた", "site", "SEA-ME-WE 4"),
        ("Miraiの亜種", "other", "Mirai"),
    ],
)
def test_makers_sites_and_events_are_found_by_name(text: str, kind: str, found: str) -> None:
    [one] = see(spell(text))
    assert (one.kind.value, text[one.start : one.end]) == (kind, found)


@pytest.mark.parametrize("text", ["FASTER than before", "an oracle said", "bird"])
def test_a_strict_name_needs_its_case_and_its_company(text: str) -> None:
    assert words(see, text) == []


def test_a_spelling_written_twice_keeps_all_its_gaps() -> None:
    [name] = Names.load().by_strokes["ymoblle"]
    assert name.cuts == {1}
