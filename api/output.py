"""What goes to standard output and standard error, and nothing else writes there.

With ``--json`` standard output carries one JSON document; messages and progress go to standard
error, so that a program can read the one while a person watches the other.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from api.words import Words

Progress = Callable[[int, int], None]
"""Called with how many are done, and of how many."""
Give = Callable[[Any, Iterable[str]], None]
"""Called with one item of a list, as `Output.answer` is with the whole answer."""


@dataclass(slots=True)
class Output:
    """How one command answers: as JSON or as text, in which words; `answered`: something did."""

    as_json: bool
    words: Words
    answered: bool = field(default=False, init=False)

    def answer(self, document: Any, lines: Iterable[str]) -> None:
        """Give the answer: `document` with ``--json``, else `lines`."""
        if self.as_json:
            lines = [_json(document, indent=2)]
        for line in lines:
            self._write(f"{line}\n")

    def copy(self, parts: Iterable[bytes]) -> None:
        """Give bytes as they are, whatever the encoding of the terminal."""
        self.answered = True
        sys.stdout.flush()
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()

    def refuse(self, fault: dict[str, Any]) -> None:
        """Say what went wrong; with ``--json`` that is the answer, unless one was begun."""
        for one in fault.get("faults", [fault]):
            self.tell_line(one["message"])
        if self.as_json and not self.answered:
            self.answer({"error": fault}, ())

    def tell_line(self, line: str) -> None:
        """One line to standard error."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    @contextmanager
    def stream(self) -> Iterator[Give]:
        """Give the items of a list one by one, each there before the next is worked on.

        With ``--json`` the items together are one JSON array; it is closed even when work stops
        halfway, so that whoever reads it has what was acknowledged.
        """

        def give(item: Any, lines: Iterable[str]) -> None:
            if self.as_json:
                self._write((",\n" if self.answered else "[\n") + _json(item))
            else:
                self.answer(item, lines)

        try:
            yield give
        except BaseException:
            if self.as_json and self.answered:
                self._write("\n]\n")
            raise
        if self.as_json:
            self._write("\n]\n" if self.answered else "[]\n")

    @contextmanager
    def progress(self, key: str) -> Iterator[Progress]:
        """A progress bar on standard error for long work; nothing where no person watches."""
        if not sys.stderr.isatty():
            yield lambda _, __: None
            return
        from rich.console import Console
        from rich.progress import Progress as Bars

        with Bars(console=Console(stderr=True), transient=True) as bars:
            bar = bars.add_task(self.words.say(key), total=None)
            yield lambda done, total: bars.update(bar, completed=done, total=total)

    def _write(self, text: str) -> None:
        # Flushed: a receipt that was given must be read even if the program dies next.
        self.answered = True
        sys.stdout.write(text)
        sys.stdout.flush()


def _json(document: Any, indent: int | None = None) -> str:
    # Where the terminal takes no Japanese, escaped JSON says the same.
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return json.dumps(document, ensure_ascii=not unicode, indent=indent)
