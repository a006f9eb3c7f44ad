"""On which terms a scope is set: how much its recipients get, how well it hides, from when on."""

from dataclasses import dataclass
from datetime import datetime

from corpus.errors import InputRefused
from sharing.grain import Grain
from sharing.grain_file import k_of
from sharing.scope import Asks, Scope, finer
from sharing.share import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What recipients get, how well an attacker must fail (1/k), and from when on."""

    grain: Grain
    k: int
    release: datetime


def terms_of(scope: Scope, wanted: Wanted, now: datetime) -> Terms:
    """The terms that are `wanted`; what it leaves open is as scope and grain have it, at once.

    Raises:
        InputRefused: more is wanted than the scope allows, a release that is past, or names and
            groups that the scope does not ask for.
    """
    grain = wanted.grain or scope.grain
    if finer(grain, scope.finest):
        raise InputRefused("too_fine", scope.id, finest=scope.finest)
    k = max(scope.k, k_of(grain)) if wanted.k is None else wanted.k
    if k < scope.k:
        raise InputRefused("k_too_small", scope.id, least=scope.k)
    release = wanted.release or now
    if release < now:
        raise InputRefused("release_past", scope.id)
    _check_names(scope, wanted)
    return Terms(grain=grain, k=k, release=release)


def _check_names(scope: Scope, wanted: Wanted) -> None:
    named = {
        Asks.CARRIERS: bool(wanted.named.carriers),
        Asks.MAKERS: bool(wanted.named.makers),
        Asks.GROUP: wanted.group is not None,
    }
    for asks, given in named.items():
        if given and scope.asks is not asks:
            raise InputRefused("takes_no_names", scope.id, named=asks)
    if scope.asks is Asks.GROUP and wanted.group is None:
        raise InputRefused("nobody_named", scope.id, asked=Asks.GROUP)
