"""Ask a language model: the one way from the rest of Kyokun to a model and back.

    may it go? ─ mask ─ fill in the prompt ─ asked before? ─ budget ─ on record ─ send ─ put back

What comes back is an answer of the right form, no more: `prompts.grounding` says what of it counts.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol

from pydantic import ValidationError

from prompts.budget import Budget, Price
from prompts.errors import (
    ModelFault,
    ModelRefused,
    ModelSwitchedOff,
    ModelUnavailable,
    PromptError,
    UnpricedModel,
)
from prompts.masking import Mask, masked, put_back
from prompts.model import Answer, ChatModel, Reply
from prompts.record import Call, CallRecord, Cost, Outcome
from prompts.tasks import Task
from prompts.turns import Turns
from prompts.usage import Usage

AT_ONCE = 4
"""Calls that are under way at the same time."""

_FREE = Price(sent=0, received=0)


class Permission(Protocol):
    """What the operator allows, by scope: an incident, a filing, whatever is switched as one."""

    def allows(self, scope: str) -> bool:
        """Whether texts of `scope` may go to a model."""
        ...

    def allows_unmasked(self, scope: str) -> bool:
        """Whether texts of `scope` may leave the machine as they are."""
        ...
