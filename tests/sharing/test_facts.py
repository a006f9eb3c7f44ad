from datetime import date

import pytest

from corpus.carrier import ServiceClass
from corpus.carriers import CarrierRegister
from corpus.errors import UnknownFiling
from corpus.ids import CarrierId
from corpus.record import Record, account_of, read_record
from corpus.service import Service, service_of_record
from corpus.viewer import SECRETARIAT
from sharing.facts import Named, Told, class_of, facts_of
from tests.corpus.steps import STARTER, on_record
from tests.sharing.examples import KDDI, a_database
from tests.sharing.test_recipients import HISTORY
from tests.triage.lessons.examples import a_filed, a_lesson
from triage.lessons.lesson import Lesson

REGISTER = CarrierRegister.load()
SEVEN = {
    "2021-10-14-ntt-docomo-iot-location-registration": "mobile",
    "2022-07-02-kddi-okinawa-cellular-volte-congestion": "mobile",
    "2022-08-25-ntt-west-transmission-dual-failure": "fixed",
    "2022-09-04-rakuten-mobile-dc-switch-reboot": "mobile",
    "2022-12-17-ntt-docomo-west-network-device": "mobile",
    "2022-12-20-ntt-docomo-west-server-expansion": "mobile",
    "2023-04-03-ntt-east-subscriber-edge-multicast": "fixed",
    "2023-04-03-ntt-west-subscriber-edge-multicast": "fixed",
    "2023-11-18-softbank-fixed-phone-subscriber-db": "fixed",
    "2023-11-20-softbank-fixed-phone-recurrence": "fixed",
}
"""The accidents of the seven lists on record, and the class of service that each hit."""


def records() -> dict[str, Record]:
    with STARTER.open("rb") as lines:
        return {record.id: record for record in read_record(lines) if record.id in SEVEN}


@pytest.mark.parametrize("record", records().values(), ids=lambda record: record.id)
def test_the_record_tells_which_class_of_service_each_of_the_seven_hit(record: Record) -> None:
    account = account_of(record)
    told = Told(
        services=frozenset(map(service_of_record, record.service_kinds)),
        headline=f"{account.title}\n{record.area}",
        text="\n".join(account.texts.values()),
    )
    originators = [REGISTER.get(each) for each in REGISTER.find_all(record.operator)]

    assert class_of(told, originators) == SEVEN[record.id]
    assert {day for day, hit, *_ in HISTORY if hit == SEVEN[record.id]}


def test_every_one_of_the_seven_is_on_record() -> None:
    days = {record.day for record in records().values()}

    assert set(SEVEN) == set(records())
    assert {day for day, *_ in HISTORY} <= days | {date(2023, 11, 18)}


@pytest.mark.parametrize(
    ("services", "headline", "text", "hit"),
    [
        ({"mobile_data"}, "", "", "mobile"),
        ({"voice", "sms"}, "", "固定電話にもつながらない", "mobile"),
        ({"voice"}, "固定電話が不通", "", "fixed"),
        ({"voice"}, "Landline outage", "", "fixed"),
        ({"voice"}, "", "固定電話が不通になった", "fixed"),
        ({"mobile_data"}, "衛星回線の断", "", "satellite"),
        ({"internet_access"}, "", "", "fixed"),
        ({"internet_connection"}, "", "", "internet"),
        ({"messaging"}, "", "", "application"),
        ({"messaging", "voice"}, "", "", None),
        (set(), "", "", None),
    ],
)
def test_services_and_words_tell_the_class(
    services: set[str], headline: str, text: str, hit: str | None
) -> None:
    told = Told(services=frozenset(map(Service, services)), headline=headline, text=text)

    assert class_of(told, []) == hit


def test_where_nothing_tells_the_originators_do_if_they_are_of_one_class() -> None:
    voice = Told(services=frozenset({Service.VOICE}))
    docomo, kddi, east = (
        REGISTER.get(CarrierId(each)) for each in ("ntt-docomo", "kddi", "ntt-east")
    )

    assert class_of(voice, [docomo, kddi]) is ServiceClass.MOBILE
    assert class_of(voice, [docomo, east]) is None


def of(account: str) -> Lesson:
    from corpus.ids import AccountId

    return a_lesson(account=AccountId(account))


def test_the_facts_of_a_lesson_are_those_of_its_account() -> None:
    db = a_database()
    on_record(db, operator="KDDI / 沖縄セルラー電話", service_kinds=["voice", "sms"])

    told = facts_of(db, of("2022-07-02-a"), SECRETARIAT, REGISTER)

    assert told.originators == {"kddi", "okinawa-cellular"}
    assert told.service_class is ServiceClass.MOBILE


def test_what_a_person_says_of_the_class_counts() -> None:
    db = a_database()
    on_record(db, service_kinds=["sms"])
    named = Named(service_class=ServiceClass.FIXED)

    told = facts_of(db, of("2022-07-02-a"), SECRETARIAT, REGISTER, named)

    assert (told.service_class, told.named) == (ServiceClass.FIXED, named)


def test_a_filing_is_of_the_carrier_that_filed_it_and_others_get_no_facts() -> None:
    from corpus.viewer import Viewer

    db = a_database()
    account = a_filed(db, cause="装置の故障")

    assert facts_of(db, of(account), KDDI, REGISTER).originators == {"kddi"}
    with pytest.raises(UnknownFiling):
        facts_of(db, of(account), Viewer.parse("carrier:iij"), REGISTER)


def test_an_account_that_nothing_else_is_known_of_has_no_originators() -> None:
    from corpus.viewer import PUBLIC
    from tests.sharing.examples import put

    db = a_database()
    put(db, "2022-07-02-a", PUBLIC)

    told = facts_of(db, of("2022-07-02-a"), SECRETARIAT, REGISTER)

    assert (told.originators, told.service_class) == (frozenset(), None)
