"""Every setting, read once from the environment (``KYOKUN_*``). Only `api` reads it."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may change without touching code. See docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="KYOKUN_", frozen=True, extra="ignore")

    workspace: Path = Path("var")
    """The directory that holds the database and everything made from it."""

    encoder: str = "static:ja-ginza-5.3.0"
    """``kind:name``, from `embeddings.backends.BACKENDS`."""

    lang: Literal["ja", "en", "both"] = "both"
    """The language of messages: Japanese, English, or Japanese with English beside it."""

    largest_file_mb: int = 50
    """Files above this size are refused unread, in MB."""

    seconds_a_file: int = 60
    """How long reading one file may take before it is refused."""
