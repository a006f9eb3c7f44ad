from api.permission import Scopes


def test_scopes_are_ids_or_everything() -> None:
    some = Scopes.read("A-1  question", "B-1")
    everything = Scopes.read("*", "*")

    assert [some.allows(one) for one in ("A-1", "question", "B-1")] == [False, False, True]
    assert [some.allows_unmasked(one) for one in ("A-1", "B-1")] == [False, True]
    assert not everything.allows("B-1")
    assert everything.allows_unmasked("A-1")
    assert not Scopes.read("", "").allows_unmasked("A-1")
