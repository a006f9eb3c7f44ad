import pytest

from prompts.usage import Usage, estimated_tokens


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a", 1), ("a" * 10, 4), ("停電", 3), ("停電ab", 4)]
)
def test_tokens_are_estimated_from_characters(text: str, tokens: int) -> None:
    assert estimated_tokens(text) == tokens


def test_tokens_both_ways_are_counted() -> None:
    assert Usage(sent=100, received=20).tokens == 120
