import json

import pytest

from corpus.errors import InputRefused
from sharing.bundle.profile import Key, read_profile

TOML = 'services = ["voice"]\nequipment = ["router", "router"]\nmakers = [" Cisco ", "日本電気"]\n'
CSV = "key,value\r\nservices,voice\r\nequipment,router\r\n,\r\nmakers,Cisco\r\nmakers,日本電気\r\n"
TOLD = {"services": ["voice"], "equipment": ["router"], "makers": ["Cisco", "日本電気"]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.toml", TOML.encode()),
        ("mine.TOML", TOML.encode("utf-8-sig")),
        ("mine.json", json.dumps(TOLD).encode()),
        ("mine.csv", CSV.encode()),
        ("mine.csv", CSV.encode("utf-8-sig")),
        ("mine.csv", CSV.encode("cp932")),
    ],
)
def test_a_profile_is_read_in_the_form_that_its_ending_says(name: str, content: bytes) -> None:
    profile = read_profile(content, name)

    assert profile.of(Key.SERVICES) == ("voice",)
    assert profile.of(Key.EQUIPMENT) == ("router",)
    assert profile.of(Key.MAKERS) == ("Cisco", "日本電気")
    assert profile.of(Key.SOFTWARE) == ()
    assert "Cisco" not in repr(profile)


@pytest.mark.parametrize(
    ("name", "content", "code", "where"),
    [
        ("mine.xlsx", b"", "profile_format", "mine.xlsx"),
        ("mine", b"", "profile_format", "mine"),
        ("mine.toml", b"services = [", "profile_unreadable", "mine.toml"),
        ("mine.json", b"[" * 100_000, "profile_unreadable", "mine.json"),
        ("mine.json", b"[]", "profile_unreadable", "mine.json"),
        ("mine.csv", b"\xff\xff\xff", "profile_unreadable", "mine.csv"),
        ("mine.csv", b"services\n", "profile_unreadable", "mine.csv"),
        ("mine.csv", b"services,voice,sms\n", "profile_unreadable", "mine.csv"),
        ("mine.csv", b'services,"voice\n', "profile_unreadable", "mine.csv"),
        ("mine.toml", b"", "profile_empty", "mine.toml"),
        ("mine.json", b'{"makers": []}', "profile_empty", "mine.json"),
        ("mine.toml", b"maker = ['Cisco']", "unknown_field", "$.maker"),
        ("mine.toml", b"makers = 'Cisco'", "wrong_type", "$.makers"),
        ("mine.toml", b"makers = [7]", "wrong_type", "$.makers[0]"),
        ("mine.toml", b"makers = ['NEC', 'X']", "profile_name", "$.makers[1]"),
        ("mine.json", json.dumps({"makers": ["x" * 201]}).encode(), "profile_name", "$.makers[0]"),
        ("mine.toml", b"services = ['telegraph']", "profile_unknown", "$.services[0]"),
        ("mine.toml", b"equipment = ['routers']", "profile_unknown", "$.equipment[0]"),
        ("mine.toml", b"functions = ['steering']", "profile_unknown", "$.functions[0]"),
    ],
)
def test_what_is_no_profile_is_refused(name: str, content: bytes, code: str, where: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_profile(content, name)

    assert (refused.value.code, refused.value.where) == (code, where)
    assert "Cisco" not in str(refused.value)
