"""Accounts as they are put before a language model: one text each, and where its words stand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.account import Account, Language
from prompts.asker import Asked, Asker, Request, Text
from prompts.errors import ModelSwitchedOff
from prompts.grounding import Reason
from prompts.model import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An account in the language it is put in: Japanese where it has that."""

    account: Account
    language: Language
    words: str

    @classmethod
    def of(cls, account: Account, longest: int | None = None) -> "Told":
        """The text of `account` that is sent, and that quotations are looked for in.

        With `longest`, so many of its characters.
        """
        language = Language.JA if Language.JA in account.texts else min(account.texts)
        return cls(account=account, language=language, words=account.texts[language][:longest])

    @property
    def scope(self) -> str:
        """What its permission goes by: its incident, or itself where it tells of several."""
        incidents = self.account.incidents
        return str(incidents[0] if len(incidents) == 1 else self.account.id)


def labelled(tellings: Mapping[str, Told]) -> dict[str, Text]:
    """The data of a request: each text under its label."""
    return {label: Text(words=told.words, scope=told.scope) for label, told in tellings.items()}


def may_go(asker: Asker, account: Account) -> bool:
    """Whether the account, and every incident it tells of, may go to a model."""
    return all(asker.permission.allows(str(one)) for one in (account.id, *account.incidents))


def ask(asker: Asker, request: Request[Answer], accounts: Collection[Account]) -> Asked[Answer]:
    """The answer to a request about `accounts`.

    Raises:
        PromptError: one of them may not go to a model, or no answer can be used.
    """
    for account in accounts:
        if not may_go(asker, account):
            raise ModelSwitchedOff(f"{account.id} may not go to a model")
    return asker.ask(request)


def made_by(asked: Asked[Answer]) -> dict[str, str]:
    """What made an answer: the model, the prompt with its version, the call on record."""
    return {"model": asked.model, "prompt": asked.prompt, "call": str(asked.call)}


def counted(dropped: Mapping[Reason, int]) -> dict[str, int]:
    """How many statements were dropped, by reason, as it is kept."""
    return {str(reason): count for reason, count in sorted(dropped.items())}
