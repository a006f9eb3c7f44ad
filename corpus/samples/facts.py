"""The facts of a sample filing: what is written in it, and what is true of each item."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOLD = Path(__file__).parent / "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a filing: its label and text, the field it belongs to, and what is true of it.

    `under` is the heading that it stands under (影響). `why` is the code with which it is left
    unread, `pend`: it is read, and yet said to be still looked into.
    """

    label: str
    text: str
    field: str
    true: str | tuple[str, ...] | None = None
    by: Mapping[str, str] | None = None
    why: str | None = None
    pend: bool = False
    under: str | None = None

    @property
    def full_label(self) -> str:
        """The label where no heading stands over it."""
        return f"{self.under or ''}{self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row of a table of services, and what is true of it."""

    named: str
    service: str
    users: str
    true_users: str
    minutes: str = ""
    true_minutes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of a table of corrections; `after` is the item as it then stands."""

    before: str
    after: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One sample file: how it is laid out, what it says, what form and stage it is."""

    file: str
    layout: str
    form: str
    stage: str
    items: tuple[Item, ...]
    title: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    changes: tuple[Change, ...] = ()
    encoding: str = "utf-8"


def told_filings() -> Iterator[Filing]:
    """The filings that are written out in ``told/``."""
    for path in sorted(TOLD.glob("*.toml")):
        for told in tomllib.loads(path.read_text("utf-8")).get("filing", ()):
            yield _filing(told)


def to_compose() -> Iterator[Mapping[str, str]]:
    """The accidents of the record of which filings are composed: id, layout and format."""
    for path in sorted(TOLD.glob("*.toml")):
        yield from tomllib.loads(path.read_text("utf-8")).get("composed", ())


def _filing(told: Mapping[str, Any]) -> Filing:
    changes = tuple(
        Change(
            before=change["before"],
            after=_item({**change, "l": change["item"], "t": change["after"]}),
        )
        for change in told.get("corrections", ())
    )
    hits = tuple(
        Hit(
            named=hit["named"],
            service=hit["service"],
            users=hit["users"],
            true_users=hit["is"],
            minutes=hit.get("minutes", ""),
            true_minutes=hit.get("lasted"),
        )
        for hit in told.get("impacts", ())
    )
    return Filing(
        file=told["file"],
        layout=told["layout"],
        form=told["form"],
        stage=told["stage"],
        items=tuple(_item(item) for item in told["items"]),
        title=tuple(told.get("title", ())),
        head=tuple(told.get("head", ())),
        body=tuple(told.get("body", ())),
        hits=hits,
        changes=changes,
        encoding=told.get("encoding", "utf-8"),
    )


def _item(told: Mapping[str, Any]) -> Item:
    true = told.get("is")
    return Item(
        label=told.get("sub", told["l"]),
        text=told["t"],
        field=told["f"],
        true=tuple(true) if isinstance(true, list) else true,
        by=told.get("by"),
        why=told.get("why"),
        pend=told.get("pend", False),
        under=told["l"] if "sub" in told else None,
    )
