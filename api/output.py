"""What goes to standard output and standard error, and nothing else writes there.

With ``--json`` standard output carries one JSON document; messages and progress go to standard
error, so that a program can read the one while a person watches the other.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from api.words import Words

Progress = Callable[[int, int], None]
"""Called with how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Output:
    """How one command answers: as JSON or as text, in which words."""

    as_json: bool
    words: Words

    def answer(self, document: Any, lines: Iterable[str]) -> None:
        """Give the answer: `document` with ``--json``, else `lines`."""
        if self.as_json:
            self.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                self.write(line)

    def write(self, line: str) -> None:
        """One line to standard output, there when this returns."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def tell(self, key: str, **values: object) -> None:
        """One message to standard error."""
        self.tell_line(self.words.say(key, **values))

    def tell_line(self, line: str) -> None:
        """One line to standard error."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    @contextmanager
    def stream(self) -> Iterator[Callable[[Any, Iterable[str]], None]]:
        """Give the items of a list one by one, each there before the next is worked on.

        With ``--json`` the items together are one JSON array; it is closed even when work stops
        halfway, so that whoever reads it has what was acknowledged.
        """
        given = 0

        def give(item: Any, lines: Iterable[str]) -> None:
            nonlocal given
            if self.as_json:
                sys.stdout.write(
                    ("[\n" if given == 0 else ",\n") + json.dumps(item, ensure_ascii=False)
                )
                sys.stdout.flush()
            else:
                for line in lines:
                    self.write(line)
            given += 1

        try:
            yield give
        finally:
            if self.as_json:
                self.write("[]" if given == 0 else "\n]")

    @contextmanager
    def progress(self, key: str) -> Iterator[Progress]:
        """A progress bar on standard error for long work; nothing where no person watches."""
        if not sys.stderr.isatty():
            yield lambda _, __: None
            return
        from rich.console import Console  # noqa: PLC0415 - loads only where a person watches
        from rich.progress import Progress as Bars  # noqa: PLC0415

        with Bars(console=Console(stderr=True), transient=True) as bars:
            bar = bars.add_task(self.words.say(key), total=None)
            yield lambda done, total: bars.update(bar, completed=done, total=total)
