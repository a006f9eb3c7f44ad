"""The pages of a bundle: a list, a page for each lesson, and how to check it all."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.japan import JST
from corpus.regime import Wording
from sharing.bundle.content import Bundle, BundledLesson
from sharing.bundle.names import codes_of

PAGES = Path(__file__).parent / "pages"
WORDS = Path(__file__).parent / "words.toml"
_HEADLINE = 60
"""Characters of the first line of a text that stand for a title."""


def pages_of(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    """The pages by their names in the bundle."""
    shown = [_shown(one) for one in bundle.lessons]
    yield "index.html", _page("index.html", bundle=bundle, lessons=shown)
    for one in shown:
        yield f"lessons/{one['lesson']}.html", _page("lesson.html", one=one)


def readme_of(bundle: Bundle, key: str) -> bytes:
    """What the bundle holds, and how to check it with standard tools; `key` in hexadecimal."""
    plain = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return plain.get_template("README.txt").render(title=bundle.title, key=key).encode()


def _page(name: str, **shown: object) -> bytes:
    environment, words = _environment(), _words()
    style = Markup((PAGES / "style.css").read_text("utf-8"))
    return environment.get_template(name).render(style=style, **words, **shown).encode()


def _shown(one: BundledLesson) -> dict[str, Any]:
    codes = list(codes_of(one.fields))
    first = (one.text or "").strip().split("\n")[0]
    return {
        "lesson": one.lesson,
        "headline": one.fields.get("title") or first[:_HEADLINE],
        "grain": one.grain.value,
        "language": one.language.value,
        "since": f"{datetime.fromisoformat(one.since).astimezone(JST):%Y-%m-%d %H:%M} JST",
        "text": one.text,
        # Where the words are told as one, the fields have none.
        "statements": () if one.text else _statements(one.fields),
        "viewpoints": () if one.text else one.fields.get("viewpoints") or (),
        "codes": codes,
        "titles": {name: _title(codes, name) for name in ("phase", "tag")},
        "content_hash": one.content_hash,
    }


def _statements(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    why = fields.get("why_not_serious")
    return [*(fields.get("statements") or ()), *([why] if why else ())]


def _title(codes: list[Any], field: str) -> Wording | None:
    return next((code.title for code in codes if code.field == field), None)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(WORDS.read_text("utf-8"))
