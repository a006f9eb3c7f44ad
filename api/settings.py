"""Every setting, read once from the environment (``KYOKUN_*``). Only `api` reads it."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
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


def read_settings(lang: str | None = None) -> Settings:
    """The settings of the environment, with the language of the command line, if one is given.

    Raises:
        WrongUse: one of them is not what it may be.
    """
    try:
        return Settings(lang=lang) if lang else Settings()  # type: ignore[arg-type]
    except ValidationError as refused:
        [first, *_] = refused.errors()
        name = PREFIX + "_".join(map(str, first["loc"])).upper()
        raise WrongUse("setting", name=name, detail=first["msg"]) from refused
