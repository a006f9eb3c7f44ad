"""The words of a bulletin, a file for each language, and text that every format can hold."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.documents.wording import printable
from prompts.fencing import visible
from sharing.bulletin.bulletin import Check, Said

FOLDER = Path(__file__).parent


@cache
def load_words(language: Language) -> Mapping[str, Any]:
    """The words in `language`, by key."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def plain(text: str) -> str:
    """`text` as one line, without what no file may hold or nobody would see."""
    return " ".join(visible(printable(text)).split())


def asked_of(check: Check, language: Language) -> tuple[Said, ...]:
    """What `check` asks, in words: the lessons of the page by their numbers, then the rest."""
    if not check.lessons:
        return check.what
    words = load_words(language)
    numbers = words["numbers"].join(map(str, check.lessons))
    return (Said(text=words["holds"].format(numbers=numbers), language=language), *check.what)
