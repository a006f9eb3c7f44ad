"""Stand-ins that keep the real ones' contracts, and the smallest objects to try them with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from corpus.database import migrate
from prompts.answers import FindingForm, FindingsForm
from prompts.asker import Asker, Request, Text
from prompts.errors import ModelFault
from prompts.masking import Masked
from prompts.migrations import prompts_migrations
from prompts.model import Answer, ChatModel, Reply
from prompts.record import CallRecord
from prompts.tasks import CODE_FACETS
from prompts.usage import Usage

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
"""Noon in Japan."""
REPORT = (
    "午前9時3分、電源装置の更新作業で手順を誤り、伝送装置3台が停止した。約2,278万人に影響した。"
)


class SmallForm(BaseModel):
    """Give back what was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    count: Annotated[int, Field(strict=True)]


@dataclass
class ScriptedModel:
    """A chat model that gives the answers, or raises the faults, it was handed, in order.

    The last repeats. `asked` holds what it was sent.
    """

    answers: Sequence[BaseModel | BaseException]
    asked: list[str] = field(default_factory=list)
    name: str = "scripted:test"
    outside: bool = False
    usage: Usage | None = field(default_factory=lambda: Usage(sent=100, received=20))

    def ask(self, prompt: str, form: type[Answer]) -> Reply[Answer]:
        self.asked.append(prompt)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, BaseException):
            raise answer
        return Reply(answer=form.model_validate(answer.model_dump()), usage=self.usage)


@dataclass
class ScopePermission:
    """Allows all scopes but those `kept` from models; those in `bare` may leave unmasked."""

    kept: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()

    def allows(self, scope: str) -> bool:
        return scope not in self.kept

    def allows_unmasked(self, scope: str) -> bool:
        return scope in self.bare


@dataclass
class WordMask:
    """Puts placeholders for the words it was given."""

    placeholders: Mapping[str, str]

    def mask(self, texts: Sequence[str]) -> Masked:
        done = list(texts)
        for word, placeholder in self.placeholders.items():
            done = [text.replace(word, placeholder) for text in done]
        originals = {placeholder: word for word, placeholder in self.placeholders.items()}
        return Masked(texts=tuple(done), originals=originals)


def a_record(directory: Path) -> CallRecord:
    path = directory / "kyokun.db"
    migrate(path, [prompts_migrations])
    return CallRecord(path)


def an_asker(directory: Path, model: ChatModel, **options: Any) -> Asker:
    clock: Callable[[], datetime] = options.pop("clock", lambda: NOON)
    permission = options.pop("permission", ScopePermission())
    return Asker(
        model=model, record=a_record(directory), permission=permission, clock=clock, **options
    )


def a_request(words: str = REPORT, scope: str = "incident-1") -> Request[FindingsForm]:
    return Request(
        task=CODE_FACETS,
        data={"report": {"A": Text(words=words, scope=scope)}},
        values={"vocabulary": "- cause: power-fault 電源の故障"},
    )


def a_finding(
    statement: str = "電源装置の更新作業で手順を誤った", *quotations: str
) -> FindingForm:
    return FindingForm.model_validate(
        {
            "facet": "cause",
            "concept": "procedure-error",
            "statement": statement,
            "quotations": quotations or ("更新作業で手順を誤り",),
        }
    )


def findings(*found: FindingForm) -> FindingsForm:
    return FindingsForm(findings=list(found))


def a_fault(kind: type[ModelFault], usage: Usage | None = None) -> ModelFault:
    return kind("scripted:test: no", usage)
