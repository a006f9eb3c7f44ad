"""What a scope looks at in a lesson: whose it is, which class of service, what a person named."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.carrier import CLASS_OF_KIND, Carrier, ServiceClass
from corpus.folding import fold
from corpus.ids import CarrierId
from corpus.service import Service
from corpus.traits import Traits, TraitStore
from corpus.viewer import Viewer
from sharing.register import Register
from triage.lessons.lesson import Lesson

CLASSES = Path(__file__).parent / "service_class.toml"
_NO_TRAITS = Traits(
    named="",
    carriers=frozenset(),
    day=None,
    started=None,
    area=None,
    services=frozenset(),
    users=None,
    minutes=None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a person named for a share: carriers, makers, members of a group, a class."""

    carriers: tuple[CarrierId, ...] = ()
    makers: tuple[str, ...] = ()
    members: tuple[CarrierId, ...] = ()
    service_class: ServiceClass | None = None


NOTHING = Named()
"""Nobody was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFacts:
    """What a scope looks at; `service_class` None: not known, so a person has to say.

    `originators` are the registered carriers whose accident it was. No rule finds them, nor those
    that `opted_out`: they want no lessons of others.
    """

    originators: frozenset[CarrierId]
    service_class: ServiceClass | None
    named: Named = NOTHING
    opted_out: frozenset[CarrierId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an account tells of its service: the services hit, title and area, and all its text."""

    services: frozenset[Service] = frozenset()
    headline: str = ""
    text: str = field(default="", repr=False)


def facts_of(
    db: Database, lesson: Lesson, viewer: Viewer, register: Register, named: Named = NOTHING
) -> LessonFacts:
    """What the account that `lesson` was drawn from tells.

    Raises:
        UnknownFiling, UnknownIncident: `viewer` may not see that account.
    """
    accounts = AccountStore(db)
    account = accounts.get(lesson.account, viewer)
    label = accounts.label_of(account.id)
    traits = TraitStore(db).of([label]).get(label, _NO_TRAITS)
    told = Told(
        services=traits.services,
        headline=f"{lesson.title}\n{traits.area or ''}",
        text="\n".join(account.texts.values()),
    )
    carriers = [register.get(each) for each in sorted(traits.carriers)]
    return LessonFacts(
        originators=traits.carriers,
        service_class=named.service_class or class_of(told, carriers),
        named=named,
    )


def class_of(told: Told, originators: Iterable[Carrier]) -> ServiceClass | None:
    """The class of service that an accident hit; None where nothing tells."""
    headline, text = fold(told.headline).text, fold(told.text).text
    for one in _classes():
        if (
            (not one.services or told.services & one.services)
            and not told.services & one.without
            and (not one.words or any(word in headline for word in one.words))
            and (not one.text or any(word in text for word in one.text))
        ):
            return one.is_
    classes = {CLASS_OF_KIND.get(carrier.kind) for carrier in originators}
    return classes.pop() if len(classes) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Class:
    is_: ServiceClass
    services: frozenset[Service]
    without: frozenset[Service]
    words: tuple[str, ...]
    text: tuple[str, ...]


@cache
def _classes() -> tuple[_Class, ...]:
    return tuple(map(_class, tomllib.loads(CLASSES.read_text("utf-8"))["class"]))


def _class(table: Mapping[str, Any]) -> _Class:
    return _Class(
        is_=ServiceClass(table["is"]),
        services=frozenset(map(Service, table.get("services", ()))),
        without=frozenset(map(Service, table.get("not", ()))),
        words=tuple(fold(word).text for word in table.get("words", ())),
        text=tuple(fold(word).text for word in table.get("text", ())),
    )
