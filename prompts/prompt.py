"""Prompts are Markdown files in this folder, each with its version and its data at the top.

+++
version = 3
about = "what it is for, in one line"
data = ["report"]
+++
次の事故報告を読み、... ${report}

What `data` names is set apart by fences (`prompts.fencing`); ``${mark}`` is the mark in them. A
changed wording is a new version: answers that were kept stay true of the wording that made them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from prompts.errors import DamagedPrompt, MissingValue, UnknownPrompt, UnknownValue
from prompts.fencing import fenced, mark_of, visible

PROMPTS_DIR = Path(__file__).parent
MARK = "mark"
_LABEL = re.compile(r"[0-9A-Za-zぁ-んァ-ヶ一-鿿]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt's text, and the version recorded with every answer it brings.

    `data` are the values that are somebody else's text, `values` all that it needs.
    """

    name: str
    version: int
    about: str
    data: frozenset[str]
    text: str

    @property
    def id(self) -> str:
        """``name.version``, as stored beside each answer."""
        return f"{self.name}.{self.version}"

    @property
    def values(self) -> frozenset[str]:
        """The names of all values it needs."""
        return frozenset(Template(self.text).get_identifiers()) - {MARK}

    def render(self, **values: str | Mapping[str, str]) -> str:
        """The prompt filled in: data as texts by label, fenced; other values as they are.

        No value is read as a template.

        Raises:
            MissingValue: the prompt names a value that was not given.
            UnknownValue: it was given one that it does not name, or data where it takes none.
        """
        self._check(values)
        shown = {
            name: {label: visible(text) for label, text in value.items()}
            for name, value in values.items()
            if isinstance(value, Mapping)
        }
        mark = mark_of(text for texts in shown.values() for text in texts.values())
        filled = {name: value for name, value in values.items() if isinstance(value, str)}
        for name, texts in shown.items():
            filled[name] = "\n\n".join(fenced(label, text, mark) for label, text in texts.items())
        return Template(self.text).substitute(filled, **{MARK: mark})

    def _check(self, values: Mapping[str, str | Mapping[str, str]]) -> None:
        if missing := sorted(self.values - values.keys()):
            raise MissingValue(f"prompt {self.id} needs {', '.join(missing)}")
        if unknown := sorted(values.keys() - self.values):
            raise UnknownValue(f"prompt {self.id} does not take {', '.join(unknown)}")
        for name, value in values.items():
            if (name in self.data) == isinstance(value, str):
                raise UnknownValue(f"prompt {self.id}: {name} is given as data or must be")
            if not isinstance(value, str) and not all(map(_LABEL.fullmatch, value)):
                raise UnknownValue(f"prompt {self.id}: {name} has a label that is not one")


@cache
def load_prompt(name: str, directory: Path = PROMPTS_DIR) -> Prompt:
    """The prompt in ``<directory>/<name>.md``.

    Raises:
        UnknownPrompt: there is none of that name.
        DamagedPrompt: the file is not as it must be.
    """
    known = prompt_names(directory)
    if name not in known:
        raise UnknownPrompt(f"{name!r}; known: {', '.join(known)}")
    return _read(name, (directory / f"{name}.md").read_text("utf-8"))


def prompt_names(directory: Path = PROMPTS_DIR) -> tuple[str, ...]:
    """The names of all prompts, in order."""
    return tuple(sorted(path.stem for path in directory.glob("*.md")))


def _read(name: str, written: str) -> Prompt:
    try:
        before, head, text = written.split("+++\n", 2)
        told = tomllib.loads(head)
        prompt = Prompt(
            name=name,
            version=int(told.pop("version")),
            about=str(told.pop("about")),
            data=frozenset(map(str, told.pop("data"))),
            text=text.strip(),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise DamagedPrompt(f"{name}.md: {type(fault).__name__} in its head") from fault
    if before or told:
        raise DamagedPrompt(f"{name}.md: more at the top than version, about and data")
    if not Template(prompt.text).is_valid() or not prompt.data <= prompt.values:
        raise DamagedPrompt(f"{name}.md: its text does not hold the values its head names")
    if MARK not in Template(prompt.text).get_identifiers():
        raise DamagedPrompt(f"{name}.md: nothing says how data are marked")
    return prompt
