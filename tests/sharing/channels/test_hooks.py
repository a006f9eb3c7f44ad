import pytest

from corpus.errors import InputRefused, MayNotSet
from corpus.viewer import SECRETARIAT, Audience
from sharing.channels.hooks import MOST, HookId, HookStore, check_url
from tests.examples import NOW
from tests.sharing.examples import IIJ, KDDI, SHARED, a_database

URL, TO_IIJ = "https://iij.example/hook", Audience("carrier:iij")


@pytest.fixture
def hooks() -> HookStore:
    return HookStore(a_database())


def test_a_subscription_stands_until_it_is_ended(hooks: HookStore) -> None:
    hook = hooks.add(TO_IIJ, URL, IIJ, NOW)
    assert hooks.open(TO_IIJ) == (hook,)

    ended = hooks.end(hook.id, SECRETARIAT, SHARED)

    assert (ended.ended_at, ended.ended_why) == (SHARED, "secretariat")
    assert hooks.open(TO_IIJ) == ()
    with pytest.raises(InputRefused, match="hook_ended"):
        hooks.end(hook.id, IIJ, SHARED)


def test_nobody_subscribes_or_ends_for_another(hooks: HookStore) -> None:
    hook = hooks.add(TO_IIJ, URL, SECRETARIAT, NOW)

    with pytest.raises(MayNotSet):
        hooks.add(TO_IIJ, URL, KDDI, NOW)
    with pytest.raises(InputRefused, match="unknown_hook"):
        hooks.end(hook.id, KDDI, NOW)
    with pytest.raises(InputRefused, match="unknown_hook"):
        hooks.end(HookId("W-0"), IIJ, NOW)
    assert hooks.list(KDDI) == ()
    assert hooks.list(SECRETARIAT) == hooks.list(IIJ) == (hook,)


def test_there_is_an_end_to_subscriptions(hooks: HookStore) -> None:
    for _ in range(MOST):
        hooks.add(TO_IIJ, URL, IIJ, NOW)

    with pytest.raises(InputRefused, match="too_many"):
        hooks.add(TO_IIJ, URL, IIJ, NOW)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://iij.example/", "not_https"),
        ("file:///etc/passwd", "not_https"),
        ("https://", "bad_url"),
        ("HTTPS://iij.example/", "bad_url"),
        ("https://iij.example:0/", "bad_url"),
        ("https://iij.example:99999/", "bad_url"),
        ("https://a:b@iij.example/", "bad_url"),
        ("https://iij.example/#x", "bad_url"),
        ("https://iij.example/a b", "bad_url"),
        ("https://iij.example/\r\nHost: x", "bad_url"),
        ("https://例え.example/", "bad_url"),
        ("https://[::1/", "bad_url"),
        ("https://iij.example/" + "a" * 2000, "bad_url"),
    ],
)
def test_only_safe_addresses_are_taken(url: str, code: str) -> None:
    with pytest.raises(InputRefused, match=code):
        check_url(url)


def test_plain_ones_are_taken_where_an_operator_allows_them() -> None:
    check_url("http://127.0.0.1:8000/", plain=True)
    with pytest.raises(InputRefused, match="not_https"):
        check_url("ftp://iij.example/", plain=True)


def test_a_secret_is_shown_by_no_accident(hooks: HookStore) -> None:
    hook = hooks.add(TO_IIJ, URL, IIJ, NOW)

    assert hook.secret not in repr(hook)
