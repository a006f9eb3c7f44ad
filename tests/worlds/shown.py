"""What a viewer observed, without what differs in any two runs: moments, new ids, folders.

Ids that are drawn at random differ in each world; each new one is told by its place, so that it
counts whether the same thing got one. Where a list is sorted by them, its order is their chance.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

from tests.api.asking import Said

ID = re.compile(
    r"\b[FB]-[0-9A-HJKMNP-TV-Z]{26}|\b[A-Z]-[0-9A-Z]{26}|\b\d{4}-\d\d-\d\d-[a-z2-9]{6}\b(?!-)"
    r"|\b[A-Z]-\d+|(?<=guidance[/.])\d+|(?<=\"number\": )\d{4,}|^\d{4,}(?=\. )",
    re.MULTILINE,
)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?"
    r"|(\d{4})(\d\d)(\d\d)T\d{6}Z"
)
_HASH = re.compile(
    r"\b[0-9a-f]{64,128}\b|\b[A-Za-z0-9+/_-]{80,}={0,2}|(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII
)
_SIZE = re.compile(r'(?<="bytes": )\d+|\d[\d,]*(?= ?(?:バイト|bytes?))')
"""How long a file is, that is shown itself: packed moments are long or short."""
_FOLD = re.compile(r"\r\n ")
"""Where the line of a calendar is folded: in the midst of ids."""
_NEW = "<new"
_MARKED = re.compile(r"<new \d+>")


@dataclass(frozen=True, slots=True)
class Shown:
    """What was observed: exit code, standard output and error, and each file by its name."""

    code: int
    out: str
    err: str
    files: tuple[tuple[str, str], ...]

    def same_as(self, other: "Shown") -> bool:
        """Whether nothing tells one from the other."""
        return self == other or (
            (_MARKED.search(self.out + self.err) is not None) and self.sorted() == other.sorted()
        )

    def sorted(self) -> "Shown":
        """Where ids were drawn, the order of what they order is chance."""
        files = tuple((name, _sorted(text)) for name, text in self.files)
        return Shown(self.code, _sorted(self.out), _sorted(self.err), files)


def shown_of(said: Said, out: Path | None, known: frozenset[str], folder: Path) -> Shown:
    """What was observed, with `known` ids as they are and others by their place."""
    names: dict[str, str] = {}
    days = _days()

    def clean(text: str) -> str:
        text = _FOLD.sub("", text.replace(str(folder), "<workspace>"))
        text = ID.sub(lambda found: _named(found[0], known, names), text)
        text = _SIZE.sub("<size>", text)
        text = _MOMENT.sub(lambda found: _clock(found, days), text)
        return _HASH.sub(lambda found: _named(found[0], known, names), text)

    files = tuple(
        (clean(each.name), clean(text))
        for each in (sorted(out.iterdir()) if out else ())
        for text in _texts(each)
    )
    return Shown(said.code, clean(said.out), clean(said.err), files)


def _named(id_: str, known: frozenset[str], names: dict[str, str]) -> str:
    if id_ in known:
        return id_
    return names.setdefault(id_, f"{_NEW} {len(names)}>")


def _days() -> frozenset[str]:
    now = datetime.now(UTC)
    return frozenset(f"{now + timedelta(hours=hours):%Y-%m-%d}" for hours in (-1, 0, 9, 10))


def _clock(found: re.Match[str], days: frozenset[str]) -> str:
    day = found[1] or "-".join(found.groups()[1:])
    return "<now>" if day in days else found[0]


def _texts(path: Path) -> Iterator[str]:
    """The text of a file; of a package, that of its parts."""
    if not is_zipfile(path):
        yield path.read_bytes().decode("utf-8", "backslashreplace")
        return
    with ZipFile(path) as package:
        for name in sorted(package.namelist()):
            yield f"{name}\n{package.read(name).decode('utf-8', 'backslashreplace')}"


def _sorted(text: str) -> str:
    """`text`, the lists and lines in it that hold new ids in one order."""
    text = _MARKED.sub("<new>", text)
    try:
        return json.dumps(_in_order(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return "\n".join(sorted(text.splitlines()))


def _in_order(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: _in_order(each) for key, each in sorted(told.items())}
    if isinstance(told, list):
        each = [_in_order(one) for one in told]
        written = [json.dumps(one, ensure_ascii=False) for one in each]
        return sorted(each, key=json.dumps) if any(_NEW in one for one in written) else each
    return told
