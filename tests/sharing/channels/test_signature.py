from datetime import timedelta

import pytest

from sharing.channels.signature import TOLERANCE, is_signed, new_secret, sign
from tests.examples import NOW

SECRET, BODY = new_secret(), b'{"event":"E-1"}'
SIGNED = sign(SECRET, BODY, NOW)


def test_a_receiver_can_check_who_sent_it() -> None:
    assert is_signed(SECRET, SIGNED, BODY, NOW + timedelta(seconds=30))


@pytest.mark.parametrize(
    ("secret", "header", "body", "late"),
    [
        (new_secret(), SIGNED, BODY, timedelta()),
        (SECRET, SIGNED, BODY + b" ", timedelta()),
        (SECRET, SIGNED.replace("t=1", "t=2"), BODY, timedelta()),
        (SECRET, SIGNED, BODY, TOLERANCE + timedelta(seconds=1)),
        (SECRET, SIGNED, BODY, -TOLERANCE - timedelta(seconds=1)),
        (SECRET, "", BODY, timedelta()),
        (SECRET, "t=1,v1=zz", BODY, timedelta()),
    ],
    ids=["another secret", "another body", "another time", "old", "to come", "none", "rubbish"],
)
def test_nothing_else_is_taken_for_signed(
    secret: str, header: str, body: bytes, late: timedelta
) -> None:
    assert not is_signed(secret, header, body, NOW + late)


def test_every_secret_is_new() -> None:
    assert new_secret() != new_secret()
