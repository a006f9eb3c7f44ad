"""The benchmark sets of others: read from a folder that is given, and never shipped.

A set is the files of the folder whose names begin as the set is called: a larger edition of one
takes its place without a change here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.account import Account, Language
from corpus.ids import AccountId, IncidentId
from corpus.language import language_of
from corpus.record_fields import Line, row_of
from eval.errors import MissingSet
from eval.lines import lines_of, read_at

USUAL = Path(__file__).parents[2] / "shared" / "data" / "benchmarks"
"""Where the sets are looked for when no folder is given: beside the repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a set.

    `group` and `label` are what its makers sorted it by, `time` a month or day, `meta` the rest.
    """

    id: str
    text: str = field(repr=False)
    text2: str = field(default="", repr=False)
    label: str = ""
    group: str = ""
    time: str = ""
    split: str = ""
    lang: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Read:
    """The entries of a set, and the SHA-256 (hex) of its lines."""

    entries: tuple[Entry, ...] = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets in `folder`; none at all where it is None."""

    folder: Path | None

    def read(self, name: str, needed: Sequence[str] = ()) -> Read:
        """The entries of every file that begins with `name`; each has the fields `needed`.

        Raises:
            MissingSet: there is no such file.
            RecordRefused: a file cannot be read, or a row lacks what it needs.
        """
        paths = sorted(self.folder.glob(f"{name}*.jsonl")) if self.folder is not None else []
        if not paths:
            raise MissingSet(f"{name}*.jsonl")
        lines = [placed for path in paths for placed in lines_of(path)]
        wanted = ("id", "text", *needed)
        return Read(
            tuple(read_at(where, lambda told: _entry(told, wanted), at) for where, at in lines),
            sha256("\n".join(line.strip() for _, line in lines).encode()).hexdigest(),
        )


def usual_folder() -> Path | None:
    """The folder beside the repository, where it is there."""
    return USUAL if USUAL.is_dir() else None


def account_of_text(name: str, text: str, lang: str = "") -> Account:
    """The account that `text` would be; its language is told from it where `lang` is not ours."""
    language = Language(lang) if lang in set(Language) else language_of(text)
    return Account(
        id=AccountId(name),
        incidents=(IncidentId(name),),
        title="",
        day=None,
        texts={language: text},
    )


def _entry(told: str, needed: Sequence[str]) -> Entry:
    line = Line(1)
    row = row_of(line, told)
    for name in needed:
        if row.get(name) in (None, ""):
            line.refuse("missing_field", name, field=name)
    meta = row.get("meta") or {}
    if not isinstance(meta, dict):
        line.refuse("wrong_type", "meta", expected="object")
    texts = ("text", "text2", "label", "group", "time", "split", "lang")
    given = {name: str(row[name]) for name in texts if row.get(name) is not None}
    return Entry(id=str(row["id"]), meta=meta, **given)
