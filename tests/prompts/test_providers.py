import subprocess
import sys
from pathlib import Path

import pytest

from prompts.errors import UnknownProvider
from prompts.options import ModelOptions
from prompts.providers import PROVIDERS, load_chat_model

ROOT = Path(__file__).parent.parent.parent
LOOK = """
import sys
import prompts.asker, prompts.grounding, prompts.providers, prompts.tasks
from prompts.providers import load_chat_model
assert load_chat_model("none") is None
heavy = set("langchain langchain_core langchain_openai openai tiktoken httpx2 torch".split())
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_none_is_no_model() -> None:
    assert load_chat_model("none") is None


def test_without_a_model_nothing_heavy_is_imported() -> None:
    looked = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert looked.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["", "openai:gpt", "NONE", "langchain-openai:x"])
def test_an_unknown_kind_lists_the_known(name: str) -> None:
    with pytest.raises(UnknownProvider, match="known: none, langchain"):
        load_chat_model(name)


@pytest.mark.parametrize("name", ["langchain:", "langchain:openai", "langchain:openai:"])
def test_a_name_without_a_model_is_refused(name: str) -> None:
    with pytest.raises(UnknownProvider, match="langchain:<provider>:<model>"):
        load_chat_model(name)


def test_a_provider_that_langchain_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownProvider, match="'no-such-provider': ValueError"):
        load_chat_model("langchain:no-such-provider:m")


def test_a_provider_that_is_not_installed_is_refused() -> None:
    with pytest.raises(UnknownProvider, match="'anthropic': ImportError"):
        load_chat_model("langchain:anthropic:m")


def test_a_missing_key_is_found_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    with pytest.raises(UnknownProvider, match="'openai': "):
        load_chat_model("langchain:openai:m")


def test_the_name_stays_with_the_model() -> None:
    model = load_chat_model(
        "langchain:openai:a/b:c", ModelOptions(base_url="http://127.0.0.1:1/v1")
    )

    assert model is not None
    assert (model.name, model.outside) == ("langchain:openai:a/b:c", False)


def test_a_model_elsewhere_is_outside() -> None:
    options = ModelOptions(base_url="https://api.example/v1", api_key="k")
    model = load_chat_model("langchain:openai:m", options)

    assert model is not None
    assert model.outside


def test_every_kind_is_a_word() -> None:
    assert all(kind.isidentifier() for kind in PROVIDERS)
