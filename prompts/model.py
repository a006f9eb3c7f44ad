"""What a chat model is, to the rest of Kyokun."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from prompts.usage import Usage

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[Answer]):
    """A model's answer; `usage` is what it took, None where the model did not say."""

    answer: Answer
    usage: Usage | None


class ChatModel(Protocol):
    """Answers a prompt in a given form."""

    @property
    def name(self) -> str:
        """``kind:provider:model``. Stored beside every answer."""
        ...

    @property
    def outside(self) -> bool:
        """Whether what is sent to it leaves this machine."""
        ...

    def ask(self, prompt: str, form: type[Answer]) -> Reply[Answer]:
        """Send `prompt` and give back the answer, read into `form`. Threads may ask at once.

        Raises:
            ModelUnavailable: it could not be reached, took too long, or had too much to do.
            ModelRefused: it turned the request down.
            UnusableAnswer: the answer is cut off, too long, or does not fit `form`.
        """
        ...
