"""Chat models through LangChain. The only module that knows it; imported when a model is set.

LangChain says how each provider is told the form of an answer; the answer itself is read here. Its
own reader completes JSON that was cut off, and so takes half an answer for a whole one.
"""

import re
from dataclasses import dataclass
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.exceptions import (
    ModelAPIError,
    ModelConnectionError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.rate_limiters import InMemoryRateLimiter
from langsmith import tracing_context
from openai import ContentFilterFinishReasonError, LengthFinishReasonError, OpenAIError
from pydantic import ValidationError

from prompts.bounded_http import BoundedClient
from prompts.errors import (
    ModelFault,
    ModelRefused,
    ModelUnavailable,
    UnknownProvider,
    UnusableAnswer,
)
from prompts.model import Answer, Reply
from prompts.options import Method, ModelOptions
from prompts.usage import Usage, estimated_tokens

_OPENAI = "openai"  # also every OpenAI-compatible server
_NO_KEY = "none"
_CUT_OFF = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_PASSING = (ModelTimeoutError, ModelConnectionError, ModelRateLimitError, ModelAPIError)
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What clients raise when a server's answer is not what they take for granted."""
_WITHOUT_SCHEMA = frozenset({400, 404, 405, 415, 422, 500, 501})
"""What servers that do not know ``json_schema`` answer."""
_TOO_MANY, _SERVER_FAULT = 429, 500
_FENCED_JSON = re.compile(r"\s*```(?:json)?\s*(?P<json>.*?)\s*```\s*", re.DOTALL)
_LOOK_EVERY_SECONDS = 0.02


@dataclass(slots=True)
class LangChainModel:
    """Any model that LangChain can reach. `method` may still change until it is `settled`."""

    name: str
    outside: bool
    chat: BaseChatModel
    method: Method
    strict: bool
    settled: bool = False

    @classmethod
    def load(cls, model: str, options: ModelOptions) -> "LangChainModel":
        """The model called ``provider:model``, such as ``openai:gpt-4.1``.

        Raises:
            UnknownProvider: LangChain knows no such provider, or what it needs is not installed.
        """
        provider, _, called = model.partition(":")
        if not provider or not called:
            raise UnknownProvider(f"{model!r} is not langchain:<provider>:<model>")
        try:
            chat = init_chat_model(
                called, model_provider=provider, **_arguments(provider, options)
            )
        except (ValueError, ImportError, OpenAIError) as fault:
            raise UnknownProvider(f"{provider!r}: {type(fault).__name__}") from None
        if options.seed is not None and "seed" in type(chat).model_fields:
            chat = chat.model_copy(update={"seed": options.seed})
        return cls(
            name=f"langchain:{model}",
            outside=options.outside,
            chat=chat,
            method=options.method,
            strict=provider == _OPENAI,
        )

    def ask(self, prompt: str, form: type[Answer]) -> Reply[Answer]:
        """Ask for structured output in `form`. See `prompts.model.ChatModel`."""
        # What an operator traces elsewhere must not take reports along: there is one record.
        with tracing_context(enabled=False):
            said = self._said(prompt, form.model_json_schema())
        usage = _usage_of(said)
        return Reply(answer=_read(said, form, f"{self.name}: {form.__name__}", usage), usage=usage)

    def _said(self, prompt: str, schema: dict[str, Any]) -> AIMessage:
        """What the model says, by another method where the server does not know the first."""
        try:
            said = self._invoke(prompt, schema, self.method)
        except Exception as fault:  # a provider may raise anything, and its text may be a report's
            if not self._may_change(fault):
                raise self._told(fault) from None
        else:
            self.settled = True
            return said
        try:
            said = self._invoke(prompt, schema, "function_calling")
        except Exception as fault:
            raise self._told(fault) from None
        self.method, self.settled = "function_calling", True
        return said

    def _invoke(self, prompt: str, schema: dict[str, Any], method: Method) -> AIMessage:
        strict = {"strict": True} if self.strict and method == "json_schema" else {}
        asking = self.chat.with_structured_output(
            schema, method=method, include_raw=True, **strict
        )
        answered = asking.invoke(prompt)
        assert isinstance(answered, dict)  # because of include_raw
        said = answered["raw"]
        assert isinstance(said, AIMessage)
        return said

    def _may_change(self, fault: Exception) -> bool:
        status = getattr(fault, "status_code", None)
        return not self.settled and self.method == "json_schema" and status in _WITHOUT_SCHEMA

    def _told(self, fault: Exception) -> ModelFault:
        """`fault` as one of ours: its kind and status, never its text."""
        status = getattr(fault, "status_code", None)
        told = f"{self.name}: {type(fault).__name__}" + (f", status {status}" if status else "")
        if isinstance(fault, LengthFinishReasonError):
            used = fault.completion.usage
            usage = _usage(used.prompt_tokens, used.completion_tokens) if used else None
            return UnusableAnswer(f"{self.name}: cut off", usage)
        if isinstance(fault, (ContentFilterFinishReasonError, *_UNREADABLE)):
            return UnusableAnswer(told)
        if isinstance(status, int) and status != _TOO_MANY and status < _SERVER_FAULT:
            return ModelRefused(told)
        return ModelUnavailable(told)


def _arguments(provider: str, options: ModelOptions) -> dict[str, Any]:
    """What LangChain is told, without what is left to the provider."""
    told: dict[str, Any] = {
        "base_url": options.base_url,
        "api_key": options.api_key,
        "timeout": options.timeout_seconds,
        "max_retries": options.max_retries,
        "temperature": options.temperature,
        "max_tokens": options.answer_tokens,
        # Without it, counting tokens fetches tables from the network.
        "custom_get_token_ids": _token_ids,
    }
    if options.calls_a_second is not None:
        told["rate_limiter"] = InMemoryRateLimiter(
            requests_per_second=options.calls_a_second,
            check_every_n_seconds=_LOOK_EVERY_SECONDS,
            max_bucket_size=max(1.0, options.calls_a_second),
        )
    if provider == _OPENAI:
        told["http_client"] = BoundedClient(
            seconds=options.timeout_seconds,
            longest=options.answer_bytes,
            proxies=options.outside,
        )
        if options.base_url is not None and options.api_key is None:
            told["api_key"] = _NO_KEY  # or a key of the environment would go to that server
    return {name: value for name, value in told.items() if value is not None}


def _token_ids(text: str) -> list[int]:
    return [0] * estimated_tokens(text)


def _read(said: AIMessage, form: type[Answer], place: str, usage: Usage | None) -> Answer:
    """The answer in `form`; a tool call counts before words.

    Raises:
        UnusableAnswer: it is cut off, or does not fit.
    """
    told = said.response_metadata
    if {told.get("finish_reason"), told.get("stop_reason")} & _CUT_OFF:
        raise UnusableAnswer(f"{place}: cut off", usage)
    try:
        if said.tool_calls:
            return form.model_validate(said.tool_calls[0]["args"])
        words = said.text
        fenced = _FENCED_JSON.fullmatch(words)
        return form.model_validate_json(fenced["json"] if fenced else words)
    except ValidationError as fault:
        faults = fault.error_count()
    raise UnusableAnswer(f"{place}: {faults} faults", usage)


def _usage_of(said: AIMessage) -> Usage | None:
    told = said.usage_metadata
    return told and _usage(told["input_tokens"], told["output_tokens"])


def _usage(sent: object, received: object) -> Usage | None:
    """What a server tells of tokens; None where it is not a number.

    Fewer than none are none: a server must not be able to give a day's budget back.
    """
    if not isinstance(sent, int) or not isinstance(received, int):
        return None
    return Usage(sent=max(0, sent), received=max(0, received))
