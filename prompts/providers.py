"""The language-model providers. To add one, write its loader and list it in PROVIDERS."""

from collections.abc import Callable

from prompts.errors import UnknownProvider
from prompts.model import ChatModel
from prompts.options import ModelOptions

NO_MODEL = "none"
"""The name that means: work by rules."""


def load_chat_model(name: str, options: ModelOptions | None = None) -> ChatModel | None:
    """The chat model called ``kind:provider:model``; None for ``none``.

    Raises:
        UnknownProvider: no provider has that name, or what it needs is not installed.
    """
    if name == NO_MODEL:
        return None
    kind, _, model = name.partition(":")
    if kind not in PROVIDERS:
        known = ", ".join((NO_MODEL, *sorted(PROVIDERS)))
        raise UnknownProvider(f"{kind!r}; known: {known}")
    return PROVIDERS[kind](model, options or ModelOptions())


def _langchain(model: str, options: ModelOptions) -> ChatModel:
    # LangChain takes seconds and 90 MB to import: only who sets a model pays for it.
    from prompts.langchain_chat import LangChainModel

    return LangChainModel.load(model, options)


PROVIDERS: dict[str, Callable[[str, ModelOptions], ChatModel]] = {
    "langchain": _langchain,
}
