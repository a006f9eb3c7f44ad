from collections.abc import Sequence

import pytest

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.placeholders import Placeholders
from sharing.check import Renderer
from sharing.errors import IdentifierLeft
from sharing.grain import Grain, Treatment
from sharing.grain_file import policy_of
from tests.sharing.marked import MarkedWords

KDDI = {"KDDI": ("carrier", "kddi")}


def rendered(text: str, words: dict[str, tuple[str, str]], grain: Grain = Grain.PUBLIC) -> str:
    renderer = Renderer(find=MarkedWords(words), language=Language.JA)
    return renderer.render(text, grain).text


class FindsFirst(MarkedWords):
    """Finds just the first of what there is."""

    def __call__(self, text: str) -> Sequence[Identifier]:
        return super().__call__(text)[:1]


class FindsInTheOutput:
    """Finds a word only once another is gone."""

    def __call__(self, text: str) -> Sequence[Identifier]:
        if "山田" in text:
            return MarkedWords({"山田": ("person", "山田")})(text)
        return MarkedWords({"佐藤": ("person", "佐藤")})(text)


def test_a_rendering_tells_what_was_replaced_and_what_a_person_should_look_at() -> None:
    def find(text: str) -> Sequence[Identifier]:
        if not text.startswith("KDDI"):
            return []
        return [
            Identifier(kind=IdentifierKind.CARRIER, start=0, end=4, key="kddi"),
            Identifier(kind=IdentifierKind.PERSON, start=5, end=7, key="大和", sure=False),
        ]

    done = Renderer(find=find, language=Language.JA).render("KDDIの大和が", Grain.PUBLIC)

    assert done.text == "〔事業者A〕の〔人物1〕が"
    assert [one.kind for one in done.replaced] == ["carrier", "person"]
    assert [one.kind for one in done.undecided] == ["person"]
    assert done.key == {"〔事業者A〕": "KDDI", "〔人物1〕": "大和"}
    assert (done.grain, done.language) == (Grain.PUBLIC, Language.JA)


@pytest.mark.parametrize(
    "hidden",
    ["ＫＤＤＩ", "K D D I", "K.D.D.I.", "KD\nDI", "KD\u200bDI", "КDDI", "ＫＤＤＩ社"],
)
def test_a_name_that_the_detector_missed_goes_where_it_found_another(hidden: str) -> None:
    find = FindsFirst({"KDDIは": ("carrier", "kddi"), "KDDI": ("carrier", "kddi")})
    text = f"KDDI、{hidden}。"

    done = Renderer(find=find, language=Language.JA).render(text, Grain.PUBLIC).text

    assert "〔事業者A〕、〔事業者A〕" in done


def test_a_name_is_not_seen_within_a_longer_latin_word() -> None:
    assert rendered("LINEとonlineとline、LINEX", {"LINE": ("carrier", "line")}) == (
        "〔事業者A〕とonlineとline、〔事業者A〕X"
    )


def test_a_name_is_not_left_around_a_placeholder() -> None:
    words = {"楽天モバイル": ("carrier", "rakuten"), "山田": ("person", "山田")}

    assert rendered("楽天モバイル。楽天山田モバイル。", words) == "〔事業者A〕。〔事業者A〕。"


def test_what_shows_only_in_the_rewritten_text_goes_too() -> None:
    renderer = Renderer(find=FindsInTheOutput(), language=Language.JA)

    assert renderer.render("山田と佐藤が", Grain.PUBLIC).text == "〔人物1〕と〔人物2〕が"


def test_a_figure_that_shows_only_in_the_rewritten_text_is_not_told() -> None:
    def find(text: str) -> Sequence[Identifier]:
        if "KDDI" in text:
            return MarkedWords(KDDI)(text)
        return MarkedWords({"5万人": ("count", "5万人")})(text)

    done = Renderer(find=find, language=Language.JA).render("KDDIの5万人", Grain.PUBLIC)

    assert done.text == "〔事業者A〕の〔数〕"


def test_our_own_words_are_not_identifiers() -> None:
    words = KDDI | {"事業者": ("carrier", "x"), "2022年": ("date", "2022年")}

    assert rendered("2022年にKDDIが", words) == "2021年度から2022年度の間に〔事業者A〕が"


def test_what_stands_beside_our_own_words_is_looked_at() -> None:
    def find(text: str) -> Sequence[Identifier]:
        if "KDDI" in text:
            return MarkedWords(KDDI)(text)
        at = text.find("〔事業者A〕大手町")
        return (
            [Identifier(kind=IdentifierKind.SITE, start=at, end=at + 9, key="s")]
            if at >= 0
            else []
        )

    done = Renderer(find=find, language=Language.JA).render("通信のKDDI大手町で", Grain.PUBLIC)

    assert done.text == "通信の〔事業者A〕〔施設A〕で"


def test_what_comes_back_again_and_again_is_refused_by_kind_and_number() -> None:
    class Growing:
        """Sees the first letter that is left, one a look."""

        def __call__(self, text: str) -> Sequence[Identifier]:
            at = next((at for at, c in enumerate(text) if c in "一二三四五六七八"), -1)
            if at < 0:
                return []
            return [Identifier(kind=IdentifierKind.PERSON, start=at, end=at + 1, key=str(at))]

    with pytest.raises(IdentifierLeft, match="^1 of person$") as caught:
        Renderer(find=Growing(), language=Language.JA).render("一二三四五六七八", Grain.PUBLIC)
    assert caught.value.left == {IdentifierKind.PERSON: 1}


def test_in_full_a_text_stays_as_it_is() -> None:
    assert rendered("KDDIは「設備の点検を速やかに実施する」", KDDI, Grain.FULL) == (
        "KDDIは「設備の点検を速やかに実施する」"
    )


@pytest.mark.parametrize(
    ("grain", "told"),
    [
        (Grain.COMMITTEE, "社は「設備の点検を全社で速やかに実施することを決めた」と"),
        (Grain.DESIGNATED, "社は「設備の点検を全社で速やかに実施することを決めた」と"),
        (Grain.CARRIERS, "社は〔引用〕と"),
        (Grain.PUBLIC, "社は〔引用〕と"),
    ],
)
def test_a_long_quotation_goes_where_a_search_would_find_it(grain: Grain, told: str) -> None:
    assert rendered("社は「設備の点検を全社で速やかに実施することを決めた」と", {}, grain) == told


def test_a_policy_may_tell_less_than_the_grain() -> None:
    policy = policy_of(Grain.PUBLIC).with_treatment(IdentifierKind.DATE, Treatment.DROP)
    renderer = Renderer(
        find=MarkedWords({"2022年7月2日": ("date", "2022年7月2日")}), language=Language.JA
    )

    assert renderer.render("2022年7月2日に停止", Grain.PUBLIC, policy).text == "停止"


def test_texts_that_are_read_together_share_their_placeholders() -> None:
    words = KDDI | {"IIJ": ("carrier", "iij")}
    names = Placeholders(language=Language.JA)
    renderer = Renderer(find=MarkedWords(words), language=Language.JA, names=names)

    told = [renderer.render(text, Grain.PUBLIC).text for text in ("KDDI", "IIJとKDDI")]

    assert told == ["〔事業者A〕", "〔事業者B〕と〔事業者A〕"]
