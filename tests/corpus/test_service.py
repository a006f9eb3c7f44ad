import tomllib

import pytest

from corpus.service import WORDS, Service, find_services, service_of_record


def ids(text: str) -> list[str]:
    return [service.value for service, _ in find_services(text)]


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("緊急通報を含む音声通話、データ通信", ["emergency_voice", "mobile_data"]),
        (
            "固定電話(IP電話。緊急通報を含む。)、\nインターネットアクセス",
            ["emergency_voice", "internet_access"],
        ),
        ("緊急通報を除く音声通話", ["voice"]),
        ("緊急通報を取り扱わない音声伝送役務", ["voice"]),
        ("携帯電話サービス(音声・データ)、ＳＭＳ", ["voice", "mobile_data", "sms"]),
        ("音 声 通 話", ["voice"]),
        ("固定データ通信", ["internet_access"]),
        ("広域イーサネット", ["leased_line"]),
        (
            "Voice calls (including emergency calls), mobile  data",
            ["emergency_voice", "mobile_data"],
        ),
        ("mobile_data", ["mobile_data"]),
        ("database", []),
        ("携帯電話", []),
        ("", []),
    ],
)
def test_services_are_found_by_their_words(text: str, services: list[str]) -> None:
    assert ids(text) == services


def test_a_service_is_named_as_the_text_names_it_first() -> None:
    assert find_services("音声通話と通話") == ((Service.VOICE, "音声通話"),)


@pytest.mark.parametrize("service", Service)
def test_every_service_has_words_that_find_it(service: Service) -> None:
    for word in tomllib.loads(WORDS.read_text("utf-8"))[service]["words"]:
        assert service in ids(word)


@pytest.mark.parametrize(
    ("kind", "service"),
    [
        ("voice", Service.VOICE),
        ("fixed_internet", Service.INTERNET_ACCESS),
        ("cloud", Service.OTHER),
        ("dns", Service.OTHER),
        ("cdn", Service.OTHER),
        ("leased_line", Service.LEASED_LINE),
        ("never heard of", Service.OTHER),
    ],
)
def test_the_words_of_the_record_are_known(kind: str, service: Service) -> None:
    assert service_of_record(kind) is service
