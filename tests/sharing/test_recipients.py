from dataclasses import replace
from datetime import date

import pytest

from corpus.carrier import ServiceClass
from corpus.carriers import CarrierRegister
from corpus.errors import InputRefused, UnknownCarrier
from corpus.ids import CarrierId
from corpus.viewer import PUBLIC, Audience
from sharing.facts import LessonFacts, Named
from sharing.recipients import check_recipient, maker_audience, reaches, recipients_of
from sharing.scope import Scope, ScopeId
from sharing.scope_file import load_scopes

REGISTER = CarrierRegister.load()
EAST, WEST, COM, DOCOMO = "ntt-east", "ntt-west", "ntt-communications", "ntt-docomo"
KDDI, SB, RAKUTEN = "kddi", "softbank", "rakuten-mobile"
HISTORY = [
    (date(2023, 11, 18), "fixed", {SB}, {EAST, WEST, COM, DOCOMO, KDDI, RAKUTEN}),
    (date(2023, 4, 3), "fixed", {EAST, WEST}, {COM, DOCOMO, KDDI, SB, RAKUTEN}),
    (date(2022, 12, 17), "mobile", {DOCOMO}, {KDDI, SB, RAKUTEN}),
    (date(2022, 9, 4), "mobile", {RAKUTEN}, {DOCOMO, KDDI, SB}),
    (date(2022, 8, 25), "fixed", {WEST}, {EAST, COM, DOCOMO, KDDI, SB, RAKUTEN}),
    (date(2022, 7, 2), "mobile", {KDDI, "okinawa-cellular"}, {DOCOMO, SB, RAKUTEN}),
    (date(2021, 10, 14), "mobile", {DOCOMO}, {KDDI, SB, RAKUTEN}),
]
"""Who was told of the seven accidents: day, class of service, originators, recipients."""
TODAY = date(2025, 4, 1)


def facts(*originators: str, hit: str | None = None, **named: tuple[str, ...]) -> LessonFacts:
    return LessonFacts(
        originators=frozenset(map(CarrierId, originators)),
        service_class=ServiceClass(hit) if hit else None,
        named=Named(
            carriers=tuple(map(CarrierId, named.get("carriers", ()))),
            members=tuple(map(CarrierId, named.get("members", ()))),
            makers=named.get("makers", ()),
        ),
    )


def scope_of(name: str) -> Scope:
    return load_scopes()[ScopeId(name)]


def reached(scope: str, told: LessonFacts, on: date = TODAY) -> set[str]:
    found = recipients_of(scope_of(scope), told, REGISTER, on)
    assert all(each.why.ja and each.why.en for each in found)
    assert len({each.audience for each in found}) == len(found)
    return {each.audience.removeprefix("carrier:") for each in found}


@pytest.mark.parametrize(
    ("day", "hit", "originators", "told"), HISTORY, ids=[str(day) for day, *_ in HISTORY]
)
def test_the_rule_gives_the_seven_lists_of_history(
    day: date, hit: str, originators: set[str], told: set[str]
) -> None:
    assert reached("designated-same-service", facts(*originators, hit=hit), day) == told


@pytest.mark.parametrize(
    ("day", "hit", "originators", "told"), HISTORY, ids=[str(day) for day, *_ in HISTORY]
)
def test_the_rule_gives_the_same_lists_today(
    day: date, hit: str, originators: set[str], told: set[str]
) -> None:
    assert reached("designated-same-service", facts(*originators, hit=hit), TODAY) == told


def test_a_reason_tells_by_which_rule_a_carrier_is_reached() -> None:
    found = recipients_of(
        scope_of("designated-same-service"), facts(DOCOMO, hit="mobile"), REGISTER, TODAY
    )

    assert {each.why.en for each in found} == {
        "a mobile accident; another mobile network operator"
    }


def test_who_is_designated_goes_by_the_day() -> None:
    early, late = (
        reached("designated", facts(KDDI), day) for day in (date(2022, 1, 31), date(2022, 2, 1))
    )

    assert late - early == {RAKUTEN}
    assert "ntt" not in late
    assert KDDI not in late


def test_who_wants_no_lessons_of_others_is_passed_over_unless_it_is_named() -> None:
    out = frozenset({CarrierId("iij")})

    told = replace(facts(KDDI, carriers=("iij",)), opted_out=out)
    assert reached("all-carriers", facts(KDDI)) - reached("all-carriers", told) == {"iij"}
    assert reached("named", told) == {"iij"}


def test_all_carriers_are_those_of_the_country_that_serve_the_public() -> None:
    told = reached("all-carriers", facts("iij"))

    assert {"kddi", "biglobe", "line-yahoo", "jcom", "okinawa-cellular"} <= told
    assert not told & {"iij", "att", "vodafone", "ntt"}


def test_peers_are_alike_in_kind_and_size() -> None:
    told = reached("peers", facts("biglobe"))
    biglobe = REGISTER.get(CarrierId("biglobe"))

    assert told
    for name in told:
        peer = REGISTER.get(CarrierId(name))
        assert peer.kinds & biglobe.kinds
        assert peer.size is biglobe.size
    assert not told & {KDDI, SB, "biglobe"}


def test_wholesale_customers_buy_of_the_originator_on_the_day() -> None:
    told = reached("wholesale-customers", facts(DOCOMO))

    assert told
    for name in told:
        sellers = {each.seller for each in REGISTER.get(CarrierId(name)).buys}
        assert DOCOMO in sellers
    assert EAST not in told


def test_whom_a_person_names_is_reached_and_no_other() -> None:
    assert reached("named", facts(KDDI, carriers=("iij", "biglobe", "iij"))) == {"iij", "biglobe"}
    assert reached("makers", facts(KDDI, makers=("交換機の製造者",))) == {"maker:交換機の製造者"}
    assert reached("circle", facts(KDDI, members=("iij",))) == {"iij"}
    assert reached("committee", facts(KDDI)) == {"committee"}
    assert reached("ministry", facts(KDDI)) == {"secretariat"}
    assert reached("public", facts(KDDI)) == {"public"}


@pytest.mark.parametrize(
    ("scope", "told", "code"),
    [
        ("designated-same-service", facts(KDDI), "no_service_class"),
        ("named", facts(KDDI), "nobody_named"),
        ("makers", facts(KDDI), "nobody_named"),
        ("circle", facts(KDDI), "reaches_nobody"),
        ("peers", facts(), "reaches_nobody"),
        ("wholesale-customers", facts("line-yahoo"), "reaches_nobody"),
    ],
)
def test_what_cannot_be_found_out_is_told(scope: str, told: LessonFacts, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        reached(scope, told)
    assert (refused.value.code, refused.value.where) == (code, scope)


def test_a_carrier_that_is_not_registered_cannot_be_named() -> None:
    with pytest.raises(UnknownCarrier, match="'mars'"):
        reached("named", facts(KDDI, carriers=("mars",)))


def test_peers_of_a_carrier_whose_size_nobody_knows_are_none() -> None:
    from corpus.carrier import Size

    unknown = [one for one in REGISTER.all() if one.size is Size.UNKNOWN and one.country == "JP"]

    assert unknown
    with pytest.raises(InputRefused, match="reaches_nobody"):
        reached("peers", facts(unknown[0].id))


def test_what_is_public_reaches_everybody_and_nothing_else_reaches_the_public() -> None:
    one, other = Audience("carrier:kddi"), Audience("maker:a")

    assert reaches([PUBLIC], [one, other])
    assert reaches([one, other], [other])
    assert not reaches([one], [one, other])
    assert not reaches([one, other], [PUBLIC])


@pytest.mark.parametrize(
    ("scope", "audience"), [("named", "carrier:iij"), ("makers", maker_audience("a"))]
)
def test_whom_a_person_may_add_depends_on_the_scope(scope: str, audience: str) -> None:
    check_recipient(Audience(audience), scope_of(scope), REGISTER)
    other = {"named": "makers", "makers": "named"}[scope]
    with pytest.raises(InputRefused, match="wrong_recipient"):
        check_recipient(Audience(audience), scope_of(other), REGISTER)


@pytest.mark.parametrize("audience", ["public", "secretariat", "carrier:", "maker:"])
def test_an_audience_that_is_no_recipient_of_its_own_is_refused(audience: str) -> None:
    for scope in ("named", "makers"):
        with pytest.raises(InputRefused, match="wrong_recipient"):
            check_recipient(Audience(audience), scope_of(scope), REGISTER)


def test_a_recipient_must_be_registered() -> None:
    with pytest.raises(UnknownCarrier):
        check_recipient(Audience("carrier:mars"), scope_of("named"), REGISTER)


def test_a_rule_without_conditions_finds_every_carrier() -> None:
    from corpus.regime import Wording
    from sharing.scope import Rule

    free = replace(scope_of("peers"), rules=(Rule(why=Wording("由", "why")),))

    found = recipients_of(free, facts(KDDI), REGISTER, TODAY)
    assert len(found) == len(REGISTER.all()) - 1
