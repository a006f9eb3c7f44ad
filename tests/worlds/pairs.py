"""Pairs of worlds: one with a hidden thing more, and all that a viewer observes in both."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.worlds.base import begin, files_of
from tests.worlds.filing import file_reading
from tests.worlds.shown import Shown
from tests.worlds.stage import MISSING, Arguments, Picking, World
from tests.worlds.tables import (
    Hidden,
    Template,
    command_paths,
    load_hidden,
    load_ways,
    path_of,
    viewer_named,
)

VIEWERS = (
    "public",
    "auditor",
    *(f"carrier:{each}" for each in ("kddi", "okinawa-cellular", "ntt-east", "ntt-docomo")),
    "committee",
    "secretariat",
)
WRITES, READS = 2, 3
PAIRS_A_FAMILY = 20
FAMILIES_A_BASE = 8
MEANWHILE_SHARE = 0.4
PLAIN_SHARE = 0.3
"""How much is asked for people, not for programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a viewer asks of a world."""

    path: str
    arguments: Arguments

    def of(self, world: World, viewer: str, known: frozenset[str]) -> Shown:
        """What it observes."""
        return world.observe(viewer, self.arguments, known)

    def of_fresh(self, world: World, viewer: str, known: frozenset[str]) -> Shown:
        """What it observes, where nothing that was asked before matters."""
        if self.path not in KEPT:
            return self.of(world, viewer, known)
        return self.of(world.copy(world.folder.parent / "fresh"), viewer, known)


KEPT = frozenset(("triage", "queue"))
"""Ways out that keep what they found: what is told next stands on it."""
Way = Callable[[Picking], Asked]
"""Makes what is asked, with what can be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What tells two worlds apart, that nobody may tell apart."""

    hidden: str
    viewer: str
    asked: Asked
    without: Shown
    with_it: Shown


@dataclass(slots=True)
class Tally:
    """What was compared: how often each way out met each hidden thing, and what differed.

    `idle` are hidden things that did not come about, `answered` ways out that were not refused.
    """

    pairs: int = 0
    seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)


def ways_of(templates: Sequence[Template]) -> tuple[Way, ...]:
    """The ways out of the command line in `templates`."""
    paths = command_paths()

    def made(template: Template) -> Way:
        path = path_of(template, paths)

        def way(picking: Picking) -> Asked:
            arguments = picking.fill(template)
            if picking.chance.random() > PLAIN_SHARE:
                arguments += ("--json",)
            return Asked(path=path, arguments=arguments)

        return way

    return tuple(map(made, templates))


@dataclass(slots=True)
class Family:
    """Worlds that have all in common but what is hidden: one without, and many with."""

    base: World
    without: World
    viewer: str
    chance: random.Random
    known: frozenset[str]
    meanwhile: tuple[str, Arguments] | None = None
    written: list[tuple[Asked, Shown]] = field(default_factory=list)
    _read: dict[Asked, Shown] = field(default_factory=dict)

    @classmethod
    def begin(
        cls, base: World, viewer: str, writes: Sequence[Way], chance: random.Random
    ) -> "Family":
        """The world without the hidden thing, in which `viewer` does one thing or two."""
        without = base.copy(base.folder.parent / "without")
        family = cls(base, without, viewer, chance, base.known())
        picking = family.picking(without)
        if chance.random() < MEANWHILE_SHARE:
            by, template = _who("", chance.choice(load_ways().meanwhile))
            family.meanwhile = by, picking.fill(template)
        family.pass_time(without)
        for way in chance.sample(writes, min(len(writes), chance.randint(0, WRITES))):
            asked = way(picking)
            family.written.append((asked, asked.of(without, viewer, family.known)))
        return family

    def picking(self, world: World) -> Picking:
        """What can be named in `world`."""
        words = {**load_ways().words, **files_of(self.base)}
        return Picking(chance=self.chance, ids=world.ids, words=words, missing=MISSING)

    def pair(self, hidden: Hidden, reads: Sequence[Way], tally: Tally) -> None:
        """Compare the world without `hidden` with one that has it."""
        with_it = self.base.copy(self.base.folder.parent / "with")
        if not self.happens(hidden, with_it):
            tally.idle[hidden.name] += 1
            return
        self.pass_time(with_it)
        tally.pairs += 1
        known = self.known.union(with_it.ids.values())
        for asked, shown in self.written:
            self._compare(
                hidden, asked, (shown, asked.of(with_it, self.viewer, self.known)), tally
            )
        picking = self.picking(with_it)
        for way in reads:
            asked = way(picking)
            if path_beyond(asked, hidden):
                continue
            shown = self._of_without(asked, known)
            self._compare(
                hidden, asked, (shown, asked.of_fresh(with_it, self.viewer, self.known)), tally
            )

    def pass_time(self, world: World) -> None:
        """Let others do meanwhile what they do in both worlds."""
        if self.meanwhile is not None:
            by, arguments = self.meanwhile
            world.ask(by, *arguments)

    def happens(self, hidden: Hidden, world: World) -> bool:
        """Let the hidden thing happen in `world`; whether it came about."""
        picking = self.picking(world)
        if hidden.files is not None:
            named = tuple(world.ids[name] for name in hidden.regarding if name in world.ids)
            file_reading(world, "hidden", hidden.files, self.chance, named)
        for by, template in (_who(hidden.by, each) for each in hidden.does):
            arguments = tuple(
                each.replace("{out}", str(world.folder)) for each in picking.fill(template)
            )
            if not world.act("hidden", by, *arguments) and not hidden.fails:
                return False
        return True

    def _of_without(self, asked: Asked, known: frozenset[str]) -> Shown:
        if asked not in self._read:
            self._read[asked] = asked.of_fresh(self.without, self.viewer, self.known)
        return self._read[asked]

    def _compare(
        self, hidden: Hidden, asked: Asked, shown: tuple[Shown, Shown], tally: Tally
    ) -> None:
        if path_beyond(asked, hidden):
            return
        tally.seen[(hidden.name, self.viewer, asked.path)] += 1
        without, with_it = shown
        tally.answered[asked.path] += without.code == 0
        if not with_it.same_as(without):
            tally.differences.append(
                Difference(
                    hidden=hidden.name,
                    viewer=self.viewer,
                    asked=asked,
                    without=without,
                    with_it=with_it,
                )
            )


def _who(by: str, template: Template) -> tuple[str, Template]:
    """Who does it, `by` unless it begins with another, and the command."""
    first, *others = template
    return (viewer_named(first[:-1]), tuple(others)) if first.endswith(":") else (by, template)


def path_beyond(asked: Asked, hidden: Hidden) -> bool:
    """Whether that way out tells of it by design."""
    return asked.path in hidden.beyond


def compared(
    pairs: int,
    folder: Path,
    seed: int,
    alone: Sequence[Way] = (),
    tell: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Compare that many pairs of worlds; with `alone`, by those ways out alone.

    `tell` is called from time to time.
    """
    chance, tally = random.Random(seed), Tally()
    reads, writes = ways_of(load_ways().reads), ways_of(load_ways().writes)
    turns = {viewer: _turns(viewer, chance) for viewer in VIEWERS}
    rota = _rota(alone or reads, chance)
    while tally.pairs < pairs:
        base = begin(folder / "base", chance)
        for _ in range(FAMILIES_A_BASE):
            viewer = chance.choice(VIEWERS)
            family = Family.begin(base, viewer, () if alone else writes, chance)
            for _ in range(PAIRS_A_FAMILY):
                if tally.pairs >= pairs:
                    break
                family.pair(next(turns[viewer]), [next(rota) for _ in range(READS)], tally)
        base.remove()
        tell(tally)
    return tally


def _turns(viewer: str, chance: random.Random) -> Iterator[Hidden]:
    """What is hidden from `viewer`, in turn, for ever."""
    hidden = [each for each in load_hidden() if viewer not in each.knows]
    while hidden:
        yield from chance.sample(hidden, len(hidden))


def _rota(ways: Sequence[Way], chance: random.Random) -> Iterator[Way]:
    """All ways out, in turn, for ever."""
    while True:
        yield from chance.sample(ways, len(ways))
