"""How a chat model is reached."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

Method = Literal["json_schema", "function_calling", "json_mode"]
"""How a model is told the form of its answer."""

ANSWER_TOKENS = 4_096
"""Tokens that one answer may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """How a chat model is reached.

    `base_url` names an OpenAI-compatible server, such as one on this machine; None means the
    provider's own. `method` is tried first; ``json_schema`` gives way to ``function_calling``
    where the server does not know it. `temperature` and `seed` are left out where None.
    `calls_a_second` None means no limit of ours.
    """

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout_seconds: float = 60.0
    max_retries: int = 2
    calls_a_second: float | None = None
    method: Method = "json_schema"
    temperature: float | None = 0.0
    seed: int | None = 0
    answer_tokens: int = ANSWER_TOKENS
    answer_bytes: int = 1_000_000

    @property
    def outside(self) -> bool:
        """Whether what is sent leaves this machine: not where `base_url` is a loopback address."""
        host = urlsplit(self.base_url or "").hostname or ""
        if host == "localhost":
            return False
        try:
            return not ip_address(host).is_loopback
        except ValueError:
            return True
