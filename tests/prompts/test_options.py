import pytest

from prompts.options import ModelOptions


@pytest.mark.parametrize(
    ("base_url", "outside"),
    [
        (None, True),
        ("http://127.0.0.1:8080/v1", False),
        ("http://127.9.9.9/v1", False),
        ("http://[::1]:8080/v1", False),
        ("http://localhost:11434/v1", False),
        ("http://LOCALHOST/v1", False),
        ("https://api.example/v1", True),
        ("http://192.168.0.10/v1", True),
        ("http://0.0.0.0/v1", True),
        ("http://127.0.0.1.example/v1", True),
        ("http://localhost.example/v1", True),
        ("http://127.0.0.1@api.example/v1", True),
        ("127.0.0.1:8080", True),
    ],
)
def test_only_a_loopback_address_is_inside(base_url: str | None, outside: bool) -> None:
    assert ModelOptions(base_url=base_url).outside is outside


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(ModelOptions(api_key="secret"))
