from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from corpus.errors import InputRefused
from sharing.channels.letter import EVENT_HEADER, letter_of
from sharing.channels.wording import load_letters
from sharing.outbox.message import Topic
from tests.sharing.channels.test_notice import EVENT, a_notice

FROM, TO = "kyokun@soumu.example", "a@iij.example"


def test_a_mail_has_its_label_and_scope_in_the_subject_and_its_id_from_the_event() -> None:
    mail = message_from_bytes(letter_of(a_notice("designated"), FROM, TO), policy=default)

    assert mail["Subject"] == (
        "[TLP:AMBER+STRICT] 教訓 L-1.1(指定公共機関)/ Lesson L-1.1 (designated institutions)"
    )
    assert mail["Message-ID"] == f"<{EVENT}@soumu.example>"
    assert mail[EVENT_HEADER] == EVENT
    assert (mail["From"], mail["To"]) == (f"Kyokun <{FROM}>", TO)


@pytest.mark.parametrize("topic", Topic)
def test_the_same_notice_is_the_same_bytes(topic: Topic) -> None:
    notice = replace(a_notice(), topic=topic)

    assert letter_of(notice, FROM, TO) == letter_of(replace(notice), FROM, TO)
    body = message_from_bytes(letter_of(notice, FROM, TO), policy=default).get_content()
    assert "TLP:CLEAR" in body
    assert EVENT in body
    assert "$" not in body


@pytest.mark.parametrize(
    "address", ["", "a", "a@b\r\nBcc: c@d.example", "a@b.example, c@d.example"]
)
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    with pytest.raises(InputRefused, match="bad_mail"):
        letter_of(a_notice(), FROM, address)


def test_there_are_words_for_every_topic() -> None:
    assert {*Topic} | {"words"} == set(load_letters())
