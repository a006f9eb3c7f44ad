"""Texts that hide what they name, or are no texts at all: no leak, no crash, doubts are shown."""

import json
import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.account import Language
from corpus.identifiers.detect import Detector
from corpus.language import language_of
from sharing.anonymise import Anonymiser
from sharing.check import Renderer
from sharing.errors import IdentifierLeft
from sharing.grain import Grain
from sharing.press import STARTER
from tests.api.asking import ask
from tests.sharing.disguises import DISGUISES, can_be, embedded, folded, names

BELOW_FULL = tuple(grain for grain in Grain if grain is not Grain.FULL)
HOSTILE = {
    "a quoted mail": (
        "From: 田中一郎 <ichiro.tanaka@kddi.example.jp>\r\n\r\n> > 佐藤です。KD\r\n> > DIの多摩"
        "ネットワーク\r\n> > センターで停電、03-12\r\n> > 34-5678まで。\r\n> 了解しました。"
        "ソフト\r\n> バンクの鈴木へ"
        "電話します。080-1234-5678\r\nIPは192.168.10.\r\n1です。",
        (
            "田中",
            "一郎",
            "tanaka",
            "佐藤",
            "鈴木",
            "kddi",
            "ソフトバンク",
            "多摩ネット",
            "12345678",
            "192168",
        ),
    ),
    "initials": (
        "T. Suzuki (KDDI) and Mr. H.S. of N.T.T. Docomo called. "
        "K.D.D.I.のY.T.氏とT・K氏が確認した。",
        ("suzuki", "kddi", "docomo", "ntt", "yt氏", "tk氏"),
    ),
    "romanised names": (
        "Suzuki Taro confirmed with TANAKA Ichirō of KDDI. "
        "SATO Hanako が対応し、Yamada-san も確認。",
        ("suzuki", "tanaka", "ichiro", "sato", "hanako", "yamada", "kddi"),
    ),
    "a common word": (
        "Three's customers lost service when three switches failed. "
        "LINEの利用者と、auの回線が止まった。",
        ("threes", "lineの", "auの"),
    ),
    "mixed scripts": (
        "КDDІ(ＫＤＤＩ)と ﾄﾞｺﾓ と ド コ モ と 𝗞𝗗𝗗𝗜 と Ⓚⓓⓓⓘ が停止。ＮＴＴ西日本も。",
        ("kddi", "ドコモ", "ntt"),
    ),
    "signs of no width": (
        "K\u200bD\u200bD\u200bI の田\u200b中さん、０９０－１２３４－５６７８。"
        "ソ\u00adフ\u00adトバンク",
        ("kddi", "田中", "09012345678", "ソフトバンク"),
    ),
    "identifiers alone": (
        "KDDI 田中一郎 03-1234-5678 taro@example.jp 192.168.0.1",
        ("kddi", "田中", "一郎", "0312345678", "taro", "example", "1921680"),
    ),
    "a table": (
        "事業者\tKDDI\n担当\t山田 太郎\n電話\t０３（１２３４）５６７８\n回線番号\tL012-345-6789",
        ("kddi", "山田", "太郎", "0312345678", "0123456789"),
    ),
    "emphasis": ("**KD**DI と K_D_D_I と `KDDI` と 📱KDDI📱 が停止", ("kddi",)),
}
"""Texts, and what of them may be left in no grain but the full one (`folded`)."""
NOTHING = (
    "",
    " \n\t\u3000\u200b",
    "。。。???",
    "装置の電源が落ち、通信ができなくなった。",
    "\x00\ufffe",
)
LONG = {
    "a hundred thousand letters": "あ" * 100_000,
    "one name": "KDDI" * 25_000,
    "figures": "1" * 100_000,
    "marks on nothing": "\u0301" * 20_000,
    "quoting": "> " * 20_000,
}


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser.load()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_grain_but_the_full_one_tells(anonymiser: Anonymiser, name: str) -> None:
    text, hidden = HOSTILE[name]
    for grain in BELOW_FULL:
        found = anonymiser.anonymise(text, grain)
        told = folded(found.text or "")

        assert [each for each in hidden if each in told] == []
    assert anonymiser.anonymise(text, Grain.FULL).text == text


@pytest.mark.parametrize("text", NOTHING)
def test_where_nothing_is_named_nothing_is_hidden(anonymiser: Anonymiser, text: str) -> None:
    found = anonymiser.anonymise(text, Grain.COMMITTEE)

    assert (found.text, found.replaced) == (text, ())


@pytest.mark.parametrize("name", LONG)
def test_a_long_text_is_answered(name: str) -> None:
    said = ask("anonymise", "--grain", "committee", "--json", given=LONG[name].encode())

    assert said.code == 0
    assert "KDDI" not in str(said.json["text"])


def test_what_could_not_be_decided_is_shown() -> None:
    text = "QT netは停止した。電源を替えた。"
    said = ask("anonymise", "--grain", "committee", "--json", given=text.encode())

    doubted = {text[one["start"] : one["end"]] for one in said.json["undecided"]}
    assert doubted == {"QT net"}
    plain = ask("anonymise", "--grain", "committee", "--lang", "ja", given=text.encode()).out
    assert all(f"{one['start']}-{one['end']}" in plain for one in said.json["undecided"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(names()),
    disguise=st.sampled_from(sorted(DISGUISES)),
    place=st.integers(0, 399),
    seed=st.integers(0, 10_000),
)
def test_no_disguise_hides_a_name(name: str, disguise: str, place: int, seed: int) -> None:
    if not can_be(disguise, name):
        return
    chance = random.Random(seed)
    narrative = narratives()[place % len(narratives())]
    text = embedded(DISGUISES[disguise](name, chance), narrative, chance)
    language = Language.EN if narrative.isascii() else language_of(narrative)
    renderer = Renderer(find=Detector.load().find, language=language)
    try:
        told = renderer.render(text, Grain.COMMITTEE).text
    except IdentifierLeft:  # it is held back
        return

    assert folded(name) not in folded(told)


@cache
def narratives() -> tuple[str, ...]:
    """The narratives of the starter corpus, in both languages."""
    rows = [json.loads(line) for line in STARTER.read_text("utf-8").splitlines()]
    return tuple(
        text for row in rows for key in ("narrative_ja", "narrative_en") if (text := row.get(key))
    )
