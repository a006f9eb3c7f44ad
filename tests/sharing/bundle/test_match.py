from typing import Any

import pytest

from corpus.account import Language
from corpus.errors import InputRefused
from corpus.vocabulary import Facet, load_vocabulary
from sharing.bundle.content import as_document
from sharing.bundle.match import FUNCTION_OF_CONCEPT, By, Matched, Touch, _kinds, match
from sharing.bundle.profile import Key, Profile
from tests.sharing.bundle.examples import a_bundle, a_bundled
from triage.facts import EquipmentKind, Function
from triage.lessons.kinds import load_kinds

BARE: dict[str, Any] = {"title": None, "phase": "before", "tag": "M-ニ", "function": None}


def profile(**told: tuple[str, ...]) -> Profile:
    return Profile(told={Key(key): values for key, values in told.items()})


def matched(text: str | None, mine: Profile, **fields: Any) -> Matched:
    lesson = a_bundled(text=text, fields={**BARE, **fields})
    [one] = match(as_document(a_bundle(lesson)), mine)
    return one


@pytest.mark.parametrize(
    ("mine", "text", "fields", "by"),
    [
        ({"functions": ("switching",)}, None, {"function": {"id": "switching"}}, By.CODE),
        ({"functions": ("control",)}, "呼制御の誤り。", {}, By.WORDS),
        ({"equipment": ("dns",)}, None, {"shared_base": [{"id": "dns"}]}, By.CODE),
        ({"equipment": ("hlr_hss",)}, "加入者データベースが輻輳した。", {}, By.WORDS),
        ({"services": ("sms",)}, "SMSが届かない。", {}, By.WORDS),
        ({"makers": ("Cisco",)}, "ＣＩＳＣＯ製の装置。", {}, By.WORDS),
        ({"makers": ("シスコ",)}, "シスコ製の装置。", {}, By.WORDS),
        ({"products": ("ASR9000",)}, "ルータASR9000を更新。", {}, By.WORDS),
        ({"software": ("BIND",)}, "原因はBINDの不具合。", {}, By.WORDS),
        ({"software": ("VoLTE",)}, None, {"shared_base": [{"id": "ims"}]}, By.CODE),
        ({"software": ("BIND",)}, None, {"title": "BINDを更新する"}, By.WORDS),
    ],
)
def test_what_is_in_common_touches_and_says_why(
    mine: dict[str, tuple[str, ...]], text: str | None, fields: dict[str, Any], by: By
) -> None:
    one = matched(text, profile(**mine), **fields)

    [(key, [value])] = mine.items()
    assert one.touch is Touch.TOUCHES
    assert {(each.key, each.value) for each in one.reasons} == {(key, value)}
    assert by in {each.by for each in one.reasons}
    assert all(each.words for each in one.reasons)


@pytest.mark.parametrize(
    ("mine", "text"),
    [
        ({"software": ("BIN",)}, "BINDの不具合。"),
        ({"products": ("ASR9000",)}, "ASR90001 を更新。"),
        ({"makers": ("NEC",)}, "connected"),
    ],
)
def test_a_name_inside_another_word_is_none(mine: dict[str, tuple[str, ...]], text: str) -> None:
    assert matched(text, profile(**mine)).reasons == ()


def test_a_database_is_no_data_service() -> None:
    mine = profile(services=("mobile_data",))

    assert matched("加入者データベースの不具合。", mine).reasons == ()
    assert matched("データ通信の不具合。", mine).touch is Touch.TOUCHES


def test_what_tells_of_other_equipment_has_nothing_in_common() -> None:
    one = matched("DNSサーバの不具合。", profile(equipment=("satellite",)))

    assert (one.touch, one.reasons) == (Touch.NOTHING_FOUND, ())


def test_what_cannot_be_compared_is_left_open() -> None:
    mine = profile(equipment=("satellite",), makers=("ACME",))

    assert matched("手順書が古かった。", mine).touch is Touch.OPEN
    assert matched("SMSが届かない。", mine).touch is Touch.OPEN


def test_a_maker_that_is_hidden_leaves_it_open() -> None:
    mine = profile(equipment=("satellite",), makers=("ACME",))

    for text, language in (
        ("〔製造者A〕製のDNSサーバ。", "ja"),
        ("a DNS server of [vendor A]", "en"),
    ):
        lesson = a_bundled(text=text, fields=BARE, language=Language(language))
        [one] = match(as_document(a_bundle(lesson)), mine)
        assert (one.touch, one.hidden) == (Touch.OPEN, True)
    only = matched("〔製造者A〕製のDNSサーバ。", profile(equipment=("satellite",)))
    assert only.touch is Touch.NOTHING_FOUND


def test_those_that_touch_come_first() -> None:
    lessons = [
        a_bundled("L-1.1", text="手順書が古かった。", fields=BARE),
        a_bundled("L-2.1", text="DNSサーバの不具合。", fields=BARE),
        a_bundled("L-3.1", text="衛星の不具合。", fields=BARE),
    ]

    found = match(as_document(a_bundle(*lessons)), profile(equipment=("satellite",)))

    assert [(one.lesson, one.touch.value) for one in found] == [
        ("L-3.1", "touches"),
        ("L-1.1", "open"),
        ("L-2.1", "nothing_found"),
    ]


def test_what_is_shown_holds_nothing_that_a_terminal_obeys() -> None:
    one = matched(None, profile(equipment=("dns",)), title="DNS\x1b[2Jの不具合" + "長" * 99)

    assert "\x1b" not in repr(one.headline)
    assert len(one.headline) == 60


@pytest.mark.parametrize(
    "change",
    [
        {"format": 9},
        {"lessons": None},
        {"lessons": [{}]},
        {"lessons": [{**as_document(a_bundle())["lessons"][0], "lesson": "L-1.1\x1b[2J"}]},
        {"lessons": [{**as_document(a_bundle())["lessons"][0], "lesson": 7}]},
        {"lessons": [{**as_document(a_bundle())["lessons"][0], "fields": {"cause": 7}}]},
        {"lessons": [{**as_document(a_bundle())["lessons"][0], "language": "fr"}]},
        {"lessons": [7]},
    ],
)
def test_what_a_signer_wrote_otherwise_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputRefused, match="bundle_damaged"):
        match({**as_document(a_bundle()), **change}, profile(equipment=("dns",)))


def test_the_kinds_of_equipment_are_those_of_the_duty_and_of_the_vocabulary() -> None:
    kinds, vocabulary = _kinds(), load_vocabulary()
    told = [*kinds.concepts.values(), *kinds.bases.values()]

    assert {kind for many in told for kind in many} == set(EquipmentKind) - {EquipmentKind.OTHER}
    equipment = {one.id for one in vocabulary.of_facet(Facet.EQUIPMENT)}
    assert kinds.concepts.keys() <= equipment
    assert kinds.bases.keys() <= {base.id for base in load_kinds().bases}
    functions = {one.id for one in vocabulary.of_facet(Facet.FUNCTION)}
    assert FUNCTION_OF_CONCEPT.keys() == functions
    assert set(FUNCTION_OF_CONCEPT.values()) == set(Function)
