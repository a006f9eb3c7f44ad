"""Ask a language model: the one way from the rest of Kyokun to a model and back.

    may it go? ─ mask ─ fill in the prompt ─ asked before? ─ budget ─ on record ─ send ─ put back

What comes back is an answer of the right form, no more; what of it counts, `prompts.grounding`
says.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, Protocol

from pydantic import ValidationError

from prompts.budget import Budget, Price
from prompts.errors import (
    ModelFault,
    ModelRefused,
    ModelSwitchedOff,
    ModelUnavailable,
    PromptError,
    UnpricedModel,
    UnusableAnswer,
)
from prompts.fencing import visible
from prompts.masking import Mask, masked, put_back
from prompts.model import Answer, ChatModel
from prompts.record import Call, CallRecord, Cost, Outcome
from prompts.tasks import Task
from prompts.turns import Turns
from prompts.usage import Usage

AT_ONCE = 4
"""Calls that are under way at the same time."""

_OUTCOMES: dict[type[ModelFault], Outcome] = {
    ModelUnavailable: Outcome.UNAVAILABLE,
    ModelRefused: Outcome.REFUSED,
    UnusableAnswer: Outcome.UNUSABLE,
}
_NOTHING = Usage(sent=0, received=0)


class Permission(Protocol):
    """What the operator allows, by scope: an incident, a filing, whatever is switched as one."""

    def allows(self, scope: str) -> bool:
        """Whether texts of `scope` may go to a model."""
        ...

    def allows_unmasked(self, scope: str) -> bool:
        """Whether texts of `scope` may leave the machine as they are."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Somebody's words, and the scope whose permission they need."""

    words: str = field(repr=False)
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Generic[Answer]):
    """A task with all its prompt needs: `data` are texts by value and label, `values` our words.

    Labels are what the answer cites. They are sent, so they must say nothing: ``A``, ``C12``.
    """

    task: Task[Answer]
    data: Mapping[str, Mapping[str, Text]]
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes it is about, in order, each once."""
        return tuple(
            sorted({text.scope for texts in self.data.values() for text in texts.values()})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[Answer]):
    """An answer, and what made it: prompt and model, and the number of the call on record."""

    answer: Answer
    prompt: str
    model: str
    call: int
    cached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks `model` within what is permitted and what may be spent. Threads may share it.

    `clock` gives the present with its offset; `price` None means that tokens cost nothing.

    Raises:
        UnpricedModel: money is limited, and there is no `price`.
    """

    model: ChatModel
    record: CallRecord
    permission: Permission
    clock: Callable[[], datetime]
    mask: Mask | None = None
    budget: Budget = field(default_factory=Budget)
    price: Price | None = None
    _turns: Turns = field(default_factory=Turns, repr=False)

    def __post_init__(self) -> None:
        if self.budget.money_a_day is not None and self.price is None:
            raise UnpricedModel(self.model.name)

    def ask(self, request: Request[Answer]) -> Asked[Answer]:
        """The model's answer to `request`; one that is kept where the same was asked before.

        Raises:
            ModelSwitchedOff: a text of it may not go to a model.
            NotMasked: a text of it must be masked, and cannot be.
            BudgetSpent: too little is left of the day's budget.
            PromptTooLong: it is longer than one call may be.
            ModelFault: the model was asked, and gave no answer that can be used.
        """
        for scope in request.scopes:
            if not self.permission.allows(scope):
                raise ModelSwitchedOff(f"{scope} may not go to a model")
        call, originals = self._call(request)
        with self._turns.of(call.key):
            asked = self._kept(call, request) or self._sent(call, request)
        return replace(asked, answer=put_back(asked.answer, originals))

    def ask_many(
        self, requests: Sequence[Request[Answer]], at_once: int = AT_ONCE
    ) -> list[Asked[Answer] | PromptError]:
        """What each of `requests` brought, in order; `at_once` are asked at the same time."""

        def asked_or_fault(request: Request[Answer]) -> Asked[Answer] | PromptError:
            try:
                return self.ask(request)
            except PromptError as fault:
                return fault

        with ThreadPoolExecutor(max_workers=at_once) as pool:
            return list(pool.map(asked_or_fault, requests))

    def _call(self, request: Request[Answer]) -> tuple[Call, Mapping[str, str]]:
        """The call that `request` makes, and what its placeholders stand for."""
        data, originals, is_masked = self._masked(request)
        prompt = request.task.prompt
        call = Call(
            at=self.clock(),
            task=request.task.name,
            prompt=prompt.id,
            model=self.model.name,
            form=json.dumps(request.task.form.model_json_schema(), sort_keys=True),
            text=prompt.render(**data, **request.values),
            scopes=request.scopes,
            outside=self.model.outside,
            masked=is_masked,
        )
        return call, originals

    def _masked(
        self, request: Request[Answer]
    ) -> tuple[dict[str, dict[str, str]], Mapping[str, str], bool]:
        """The data of `request` as they are sent, what placeholders stand for, whether any may."""
        data = {
            name: {label: visible(text.words) for label, text in texts.items()}
            for name, texts in request.data.items()
        }
        places = [
            (name, label)
            for name, texts in request.data.items()
            for label, text in texts.items()
            if self.model.outside and not self.permission.allows_unmasked(text.scope)
        ]
        if not places:
            return data, {}, False
        done = masked([data[name][label] for name, label in places], self.mask)
        for (name, label), text in zip(places, done.texts, strict=True):
            data[name][label] = text
        return data, done.originals, True

    def _kept(self, call: Call, request: Request[Answer]) -> Asked[Answer] | None:
        """The answer that is kept, if there is one that still fits."""
        kept = self.record.answer(call.key)
        if kept is None:
            return None
        try:
            answer = request.task.form.model_validate_json(kept)
        except ValidationError:
            return None
        return self._asked(call, answer, self.record.reuse(call), cached=True)

    def _sent(self, call: Call, request: Request[Answer]) -> Asked[Answer]:
        """The answer that the model gives now."""
        most = self._cost(self.budget.expected(call.text, call.form), estimated=True)
        number = self.record.begin(call, most, self.budget)
        try:
            reply = self.model.ask(call.text, request.task.form)
        except ModelFault as fault:
            usage = _NOTHING if isinstance(fault, ModelRefused) else fault.usage
            self.record.end(number, _OUTCOMES[type(fault)], self._took(usage, most))
            raise
        self.record.end(number, Outcome.ANSWERED, self._took(reply.usage, most))
        self.record.keep(number, call.key, reply.answer.model_dump_json())
        return self._asked(call, reply.answer, number, cached=False)

    def _took(self, usage: Usage | None, most: Cost) -> Cost:
        """What a call took: `most`, where nobody knows."""
        return most if usage is None else self._cost(usage)

    def _cost(self, usage: Usage, *, estimated: bool = False) -> Cost:
        micros = 0 if self.price is None else self.price.micros(usage)
        return Cost(usage=usage, micros=micros, estimated=estimated)

    def _asked(self, call: Call, answer: Answer, number: int, *, cached: bool) -> Asked[Answer]:
        return Asked(
            answer=answer, prompt=call.prompt, model=call.model, call=number, cached=cached
        )
