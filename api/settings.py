"""Every setting, read once from the environment (``KYOKUN_*``). Only `api` reads it."""

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.exits import WrongUse

PREFIX = "KYOKUN_"


class Settings(BaseSettings):
    """What an operator may change without touching code. See docs/settings.md."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    workspace: Path = Path("var")
    """The directory that holds the database and everything made from it."""

    encoder: str = "static:ja-ginza-5.3.0"
    """``kind:name``, from `embeddings.backends.BACKENDS`."""

    lang: Literal["ja", "en", "both"] = "both"
    """The language of messages: Japanese, English, or Japanese with English beside it."""

    largest_file_mb: int = Field(default=50, gt=0)
    """Files above this size are refused unread, in MB."""

    seconds_a_file: int = Field(default=60, gt=0)
    """How long reading one file may take before it is refused."""

    chat_model: str = "none"
    """``langchain:provider:model``, from `prompts.providers.PROVIDERS`; ``none``: by rules."""

    chat_base_url: str | None = None
    """An OpenAI-compatible server; None: the provider's own."""

    chat_api_key: SecretStr | None = None
    """The key of the model's server."""

    chat_timeout_seconds: float = Field(default=60.0, gt=0)
    """How long one try to reach the model may take."""

    chat_calls_a_second: float | None = Field(default=None, gt=0)
    """The most calls of the model in a second; None: no limit."""

    chat_tokens_a_day: int = Field(default=1_000_000, gt=0)
    """The most tokens that may be spent in a day (Japan time)."""

    chat_prices: Path | None = None
    """A TOML file of what a model's tokens cost, by its name (`prompts.budget.load_prices`)."""

    chat_money_a_day: Decimal | None = Field(default=None, ge=0)
    """The most that may be spent in a day (Japan time), in the unit of the prices."""

    chat_off: str = ""
    """Ids, with blanks between, of what may go to no model (cases, ``question``); ``*``: all."""

    chat_unmasked: str = ""
    """Ids, with blanks between, of what may leave the machine as it is; ``*``: all."""

    portal_url: str | None = None
    """Where recipients read what is sent to them: mails link to it; None: no link."""

    smtp_host: str | None = None
    """The server that mails are given to; None: mails wait."""

    smtp_port: int = Field(default=587, gt=0, lt=65_536)
    """Its port."""

    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection to it is encrypted; it may be plain to this machine, or by ``none``."""

    smtp_user: str | None = None
    """The name under which it is used, where it asks for one."""

    smtp_password: SecretStr | None = None
    """The password to that name."""

    mail_from: str = "kyokun@localhost"
    """The address that mails come from, and that bounces go to."""

    webhook_inner: str = ""
    """Inner networks, with blanks between, that webhooks may reach, also unencrypted."""


def read_settings(lang: str | None = None) -> Settings:
    """The settings of the environment, with the language of the command line, if one is given.

    Raises:
        WrongUse: one of them is not what it may be.
    """
    try:
        return Settings.model_validate({"lang": lang}) if lang else Settings()
    except ValidationError as refused:
        [first, *_] = refused.errors()
        name = PREFIX + "_".join(map(str, first["loc"])).upper()
        raise WrongUse("setting", name=name, detail=first["msg"]) from refused
