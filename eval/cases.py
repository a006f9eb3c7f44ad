"""The cases a suite is run on: the starter corpus and the files given, with an account of each.

A row is what the labels are read from, an account is what is judged; they stand at the same place
in two tuples, and only accounts are handed to what judges. The records stand there too: lessons
are drawn from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from corpus.account import Account, Language
from corpus.record import Record, account_of, narratives_of, read_labelled
from corpus.record_fields import Line, row_of
from eval.labels import Row
from eval.lines import lines_of, read_at

Links = tuple[tuple[str, str], ...]
"""Titles and addresses of published sources."""

COUNTRY, CAUSE = "country:", "cause class:"
"""How the kinds of a row begin."""
STARTER = Path(__file__).parents[1] / "corpus" / "starter" / "incidents.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Dated rows in the kit's order, and the account of each at the same place.

    `focus` holds the ids that figures are also taken for alone (None: not asked); `undated` counts
    the rows left out because no full date is known of them; `digest` is the SHA-256 (hex) of all
    lines: the same lines, the same figures. `links` holds the published sources (title, address)
    by id, and `kinds` the country and the ministry's cause classes of each row: they say where
    figures fall apart, and nothing is scored by them.
    """

    rows: list[Row] = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    accounts: tuple[Account, ...] = field(repr=False)
    narratives: dict[Language, list[str]] = field(repr=False)
    digest: str
    undated: int
    focus: frozenset[str] | None
    links: Mapping[str, Links] = field(repr=False)
    kinds: tuple[frozenset[str], ...] = field(repr=False)

    @classmethod
    def of(cls, records: Iterable[Record], focus: frozenset[str] | None = None) -> "Cases":
        """The cases that `records` tell of, one an id."""
        listed = list(records)
        dated = sorted(
            (record for record in listed if record.day is not None),
            key=lambda record: (str(record.day), record.id),
        )
        return cls(
            rows=[_row(record) for record in dated],
            records=tuple(dated),
            accounts=tuple(map(account_of, dated)),
            narratives={
                language: [_told(each, language) for each in dated] for language in Language
            },
            digest=sha256(
                "\n".join(sorted(record.line for record in listed)).encode()
            ).hexdigest(),
            undated=len(listed) - len(dated),
            focus=focus,
            links={record.id: _links(record) for record in dated},
            kinds=tuple(map(_kinds, dated)),
        )


def gather(data: Sequence[Path] = (), focus: Path | None = None, *, alone: bool = False) -> Cases:
    """The rows of the starter corpus (not with `alone`) and of `data`, one an id, the last wins.

    A row of `focus` may hold an id alone where that id is among those; else it is a whole row and
    joins them.

    Raises:
        RecordRefused: a file cannot be read, or a row lacks what it needs.
    """
    paths = [*([] if alone else [STARTER]), *data]
    merged: dict[str, Record] = {}
    for where, line in (placed for path in paths for placed in lines_of(path)):
        record = read_at(where, _record, line)
        merged[record.id] = record
    asked = None if focus is None else _joined(merged, focus)
    return Cases.of(merged.values(), asked)


def _joined(merged: dict[str, Record], focus: Path) -> frozenset[str]:
    asked = set()
    for where, line in lines_of(focus):
        named = read_at(where, lambda text: row_of(Line(1), text), line).get("id")
        if not isinstance(named, str) or named not in merged:
            record = read_at(where, _record, line)
            named = record.id
            merged[named] = record
        asked.add(named)
    return frozenset(asked)


def _record(line: str) -> Record:
    # Line by line: an id may come again here, and the last wins, as in the neutral kit.
    return next(read_labelled([line]))


def _row(record: Record) -> Row:
    return {
        "id": record.id,
        "started_at": record.started_at,
        "mechanism": record.mechanism,
    }


def _told(record: Record, language: Language) -> str:
    """The narrative in `language`, or in the other where there is none."""
    narratives = narratives_of(record)
    return narratives[language] or next(filter(None, narratives.values()))


def _links(record: Record) -> Links:
    return tuple((title or url, url) for title, url in record.sources if url)


def _kinds(record: Record) -> frozenset[str]:
    classes = (f"{CAUSE} {each}" for each in record.cause_class)
    return frozenset([f"{COUNTRY} {record.country}", *classes] if record.country else classes)
