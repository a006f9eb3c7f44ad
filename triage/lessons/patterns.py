"""Repeats of human error and work procedure, recognised as patterns across carriers.

A pattern is a combination of concepts (``patterns.toml``). Its group holds the accounts that a
viewer may see and nothing of others; and the group itself is shown from so many carriers on only
that it points at none of them.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.carrier import Kind
from corpus.database import snapshot
from corpus.ids import AccountId, CarrierId, IncidentId
from corpus.regime import Wording
from corpus.traits import TraitStore
from corpus.viewer import Role, Viewer
from corpus.vocabulary import Vocabulary

PATTERNS = Path(__file__).parent / "patterns.toml"
_MINISTRY = frozenset({Role.SECRETARIAT, Role.COMMITTEE})

Codes = Callable[[Account], frozenset[str]]
"""The concepts an account tells of, with what they imply."""
Kinds = Callable[[CarrierId], Kind]
"""What a carrier mainly is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern: of each of its elements, some concept is told."""

    id: str
    title: Wording
    elements: tuple[frozenset[str], ...]

    def holds(self, codes: frozenset[str]) -> bool:
        """Whether an account that tells of `codes` is an instance."""
        return all(element & codes for element in self.elements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """All patterns, and from how many carriers on a group is shown to whom.

    `businesses` says what each kind of carrier is called.
    """

    version: str
    carriers: int
    carriers_to_the_ministry: int
    patterns: tuple[Pattern, ...]
    businesses: Mapping[Kind, Wording]

    def needed(self, viewer: Viewer) -> int:
        """From how many carriers on `viewer` is shown a group."""
        return self.carriers_to_the_ministry if viewer.role in _MINISTRY else self.carriers


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An account in a group; `concepts` are those that make it one."""

    account: AccountId
    incidents: tuple[IncidentId, ...]
    day: date | None
    carriers: tuple[CarrierId, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The accounts that share a pattern, by day; those without a day come last."""

    pattern: Pattern
    members: tuple[Member, ...]

    @property
    def carriers(self) -> frozenset[CarrierId]:
        """The carriers its members name."""
        return frozenset(chain.from_iterable(member.carriers for member in self.members))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many accidents of a group fell in a year, in one kind of business.

    `count` None: too few carriers stand behind it to be told.
    """

    year: int
    business: Kind
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Looks for patterns among the accidents of a database, from `since` to `until`.

    Both ends are included; with either, accidents whose day is not known are left out.
    """

    db: Database
    patterns: Patterns
    codes: Codes
    since: date | None = None
    until: date | None = None

    def groups(self, viewer: Viewer) -> tuple[Group, ...]:
        """The groups that `viewer` is shown, those of most carriers first.

        One event counts once: of accounts of one incident, the first by id is the member.
        """
        with snapshot(self.db):
            members = list(self._coded(viewer))
        found = (_group(pattern, members) for pattern in self.patterns.patterns)
        shown = [one for one in found if len(one.carriers) >= self.patterns.needed(viewer)]
        return tuple(sorted(shown, key=lambda group: -len(group.carriers)))

    def _coded(self, viewer: Viewer) -> Iterator[tuple[Member, frozenset[str]]]:
        store = AccountStore(self.db)
        labels = store.labels(viewer).tolist()
        traits = TraitStore(self.db).of(labels)
        told: set[IncidentId] = set()
        heads = (head for head in store.heads(labels).values() if self._is_asked(head.day))
        for head in sorted(heads, key=lambda head: _by_day(head.day, head.id)):
            if told & set(head.incidents):
                continue
            told |= set(head.incidents)
            known = traits.get(head.label)
            member = Member(
                account=head.id,
                incidents=head.incidents,
                day=head.day,
                carriers=tuple(sorted(known.carriers)) if known else (),
                concepts=(),
            )
            yield member, self.codes(store.get(head.id, viewer))

    def _is_asked(self, day: date | None) -> bool:
        if day is None:
            return self.since is None and self.until is None
        return (self.since or date.min) <= day <= (self.until or date.max)


@cache
def load_patterns(path: Path = PATTERNS) -> Patterns:
    """The patterns in `path`."""
    written = path.read_bytes()
    told = tomllib.loads(written.decode())
    return Patterns(
        version=sha256(written).hexdigest()[:12],
        carriers=told["carriers"],
        carriers_to_the_ministry=told["carriers_to_the_ministry"],
        patterns=tuple(_pattern(table) for table in told["pattern"]),
        businesses={Kind(kind): Wording(**words) for kind, words in told["business"].items()},
    )


def codes_by(vocabulary: Vocabulary) -> Codes:
    """Codes accounts with the words of `vocabulary`."""

    def codes(account: Account) -> frozenset[str]:
        told = (vocabulary.codes(text, language) for language, text in account.texts.items())
        return frozenset(chain.from_iterable(told))

    return codes


def trend(group: Group, kind_of: Kinds, least: int = 1) -> tuple[Cell, ...]:
    """How often the pattern came, by year and kind of business, in order.

    A cell behind which fewer than `least` carriers stand is told without its count.
    """
    counts: Counter[tuple[int, Kind]] = Counter()
    behind: dict[tuple[int, Kind], set[CarrierId]] = {}
    for member in group.members:
        if member.day is not None:
            year = member.day.year
            counts.update({(year, kind_of(carrier)) for carrier in member.carriers})
            for carrier in member.carriers:
                behind.setdefault((year, kind_of(carrier)), set()).add(carrier)
    return tuple(
        Cell(year=year, business=kind, count=count if len(behind[year, kind]) >= least else None)
        for (year, kind), count in sorted(counts.items())
    )


def _group(pattern: Pattern, members: Iterable[tuple[Member, frozenset[str]]]) -> Group:
    asked = frozenset().union(*pattern.elements)
    return Group(
        pattern=pattern,
        members=tuple(
            Member(
                account=member.account,
                incidents=member.incidents,
                day=member.day,
                carriers=member.carriers,
                concepts=tuple(sorted(asked & told)),
            )
            for member, told in members
            if pattern.holds(told)
        ),
    )


def _by_day(day: date | None, account: AccountId) -> tuple[date, AccountId]:
    return day or date.max, account


def _pattern(table: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=table["id"],
        title=Wording(table["ja"], table["en"]),
        elements=tuple(map(frozenset, table["elements"])),
    )
