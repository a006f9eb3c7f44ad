import pytest

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from sharing.grain import Grain, Treatment
from sharing.grain_file import policy_of
from sharing.rewriting import rewrite
from tests.sharing.marked import marked, rewritten


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        ("{count:約23万回線}が停止", "designated", "10万以上100万未満の回線が停止"),
        ("最大{count:約1,576万契約}が", "designated", "1,000万以上の契約が"),
        ("約{count:2,316万人}、", "designated", "1,000万人以上、"),
        ("{count:29,999人}に", "designated", "1万人以上3万人未満に"),
        ("{count:30,000人}に", "designated", "3万人以上10万人未満に"),
        ("{count:99,999人}に", "wholesale", "3万人以上100万人未満に"),
        ("{count:100万人}に", "public", "100万人以上に"),
        ("{count:7件}に", "designated", "10件未満に"),
        ("{count:0件}だった", "designated", "10件未満だった"),
        ("{count:十数万人}に", "designated", "10万人以上100万人未満に"),
        ("{count:数千回線}が", "designated", "1,000以上1万未満の回線が"),
        ("{count:775万人以上}で", "designated", "100万人以上で"),
        ("{count:5万~12万人}に", "designated", "3万人以上100万人未満に"),
        ("{count:1万4千の事業者}に", "designated", "1万以上3万未満の事業者に"),
        ("{count:約2万}の利用者", "designated", "1万以上3万未満の利用者"),
        ("関西の{count:2府4県}で", "designated", "関西の複数の府県で"),
        ("{count:1.35Tbps}の", "designated", "10Tbps未満の"),
        ("{count:平均20%}の", "designated", "10%以上25%未満の"),
        ("{count:3割}の", "wholesale", "10%以上50%未満の"),
        ("{count:95%}の", "wholesale", "90%以上の"),
        ("{count:150万シンガポールドル}の罰金", "designated", "一定額の罰金"),
        ("市外局番{count:03}の", "designated", "市外局番〔数1〕の"),
        ("{count:3件中の2件}の", "designated", "〔数1〕の"),
        ("{count:5万人}から{count:12万人}に", "designated", "3万人以上100万人未満に"),
        ("{count:7段階}の{count:6段階}目", "designated", "10未満の段階のある段階"),
        ("{count:1回線}ずつ", "designated", "少数の回線ずつ"),
        ("{count:1台}ずつ", "designated", "少数ずつ"),
        ("{count:1,000心}の", "designated", "1,000心以上1万心未満の"),
        ("{count:多数}の", "designated", "〔数1〕の"),
        (
            "{count:999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999人}に",
            "public",
            "〔数1〕に",
        ),
        ("{count:約23万回線}が停止", "committee", "約23万回線が停止"),
    ],
)
def test_a_count_is_told_by_its_band_in_japanese(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain) == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        (
            "About {count:23.16 million users} were",
            "designated",
            "More than 10 million users were",
        ),
        ("up to {count:250,000 users}", "designated", "100,000 to 1 million users"),
        ("{count:408 inquiries} had", "designated", "100 to 1,000 inquiries had"),
        ("the {count:seven callers} were", "designated", "the callers were"),
        ("in {count:ten prefectures}", "designated", "in several prefectures"),
        ("{count:twenty-five sites}", "designated", "10 to 100 sites"),
        ("{count:a dozen sites}", "designated", "10 to 100 sites"),
        ("{count:fifteen sites}", "public", "fewer than 100 sites"),
        ("{count:at least 7.75 million users}", "designated", "more than 1 million users"),
        ("{count:tens of thousands of users}", "designated", "10,000 to 100,000 users"),
        ("{count:several hundred pieces}", "designated", "100 to 1,000 pieces"),
        ("reached {count:63 per cent}", "designated", "reached 50 to 75 per cent"),
        ("below {count:5 per cent}", "designated", "below less than 10 per cent"),
        ("reached {count:99%}", "public", "reached more than 90 per cent"),
        ("reached {count:1.35 Tbit/s}", "designated", "reached less than 10 Tbit/s"),
        ("a penalty of {count:S$1.5 million}", "designated", "a penalty of an undisclosed sum"),
        ("code {count:03}", "designated", "code [figure 1]"),
        ("the {count:32}-bit limit", "public", "the several-bit limit"),
        ("{count:lots}", "designated", "[figure 1]"),
        ("{count:30 to 40 lines}", "designated", "10 to 100 lines"),
    ],
)
def test_a_count_is_told_by_its_band_in_english(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain, Language.EN) == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        ("{duration:61時間25分}で復旧", "designated", "24時間以上3日未満で復旧"),
        ("約{duration:15分間}通信断", "designated", "30分未満の間通信断"),
        ("{duration:約40分}後に復旧", "designated", "30分以上1時間未満の後に復旧"),
        ("{duration:1時間半}で復旧", "designated", "1時間以上2時間未満で復旧"),
        ("{duration:10時間}余りを経て", "designated", "6時間以上を経て"),
        ("{duration:12時間以内}に戻った", "designated", "24時間以内に戻った"),
        ("{duration:3〜4時間}失われた", "designated", "2時間以上6時間未満の間失われた"),
        ("{duration:61時間25分}で復旧", "public", "24時間以上で復旧"),
        ("{duration:最長14日}使えず", "public", "24時間以上の間使えず"),
        ("{duration:約2週間}後", "designated", "7日以上30日未満の後"),
        ("{duration:1年}の", "designated", "1年以上の"),
        ("{duration:数時間}の", "designated", "2時間以上12時間未満の"),
        ("{duration:数か月}の", "designated", "30日以上1年未満の"),
        ("{duration:5時間}から{duration:12時間}で", "designated", "2時間以上24時間未満で"),
        (
            "{duration:5時間}、{duration:12時間}で",
            "designated",
            "2時間以上6時間未満、12時間以上24時間未満で",
        ),
        ("{duration:半年}の", "designated", "30日以上1年未満の"),
        ("{duration:しばらく}の", "designated", "〔期間1〕の"),
    ],
)
def test_a_duration_is_told_by_its_band_in_japanese(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain) == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        ("for {duration:61 hours 25 minutes}", "designated", "for 1 to 3 days"),
        ("for {duration:61 hours 25 minutes}", "public", "for more than 1 day"),
        ("for about {duration:fifteen minutes}", "designated", "for less than 30 minutes"),
        ("for {duration:an hour and a half}", "designated", "for 1 to 2 hours"),
        ("for {duration:two and a half hours}", "designated", "for 2 to 6 hours"),
        ("for {duration:half an hour}", "designated", "for 30 minutes to 1 hour"),
        ("{duration:some ten hours} later", "designated", "6 to 12 hours later"),
        ("within {duration:twelve hours}", "designated", "within 1 day"),
        ("{duration:within 30 days} of", "designated", "less than 1 year of"),
        ("more than {duration:ten hours}", "designated", "more than 6 hours"),
        ("{duration:more than ten hours}", "designated", "more than 6 hours"),
        ("for {duration:three to four hours}", "designated", "for 2 to 6 hours"),
        ("a {duration:61-hour} outage", "designated", "a longer outage"),
        ("an {duration:8-minute} outage", "designated", "a shorter outage"),
        ("for the {duration:two days} together", "designated", "for the period together"),
        ("in {duration:several days}", "designated", "in 1 to 30 days"),
        ("a {duration:month}", "designated", "a [period 1]"),
        ("for {duration:a year}", "designated", "for more than 1 year"),
        ("for {duration:three weeks}", "designated", "for 7 to 30 days"),
    ],
)
def test_a_duration_is_told_by_its_band_in_english(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain, Language.EN) == told


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("{count:約23万回線}が", Language.JA, "多数の回線が"),
        ("{count:23万人}が", Language.JA, "多数が"),
        ("{count:30%}が", Language.JA, "一部が"),
        ("{count:30 per cent} of", Language.EN, "Part of"),
        ("{duration:61時間}で", Language.JA, "一定時間で"),
        ("about {count:23,000 lines}", Language.EN, "many lines"),
        ("the {count:23,000 lines}", Language.EN, "the lines"),
        ("for {duration:61 hours}", Language.EN, "for some time"),
        ("a {duration:61-hour} outage", Language.EN, "a long outage"),
    ],
)
def test_a_figure_that_is_dropped_tells_no_number(
    text: str, language: Language, told: str
) -> None:
    policy = policy_of(Grain.PUBLIC).with_treatment(IdentifierKind.COUNT, Treatment.DROP)
    policy = policy.with_treatment(IdentifierKind.DURATION, Treatment.DROP)

    assert rewrite(*marked(text), policy, language).text == told


def test_a_figure_may_have_a_placeholder_instead_of_a_band() -> None:
    policy = policy_of(Grain.PUBLIC).with_treatment(IdentifierKind.COUNT, Treatment.PLACEHOLDER)

    assert rewrite(*marked("{count:23人}"), policy, Language.JA).text == "〔数1〕"
