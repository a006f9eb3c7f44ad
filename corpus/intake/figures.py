"""Services, users and durations: what entries tell of how far and how long an accident hit."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TypeAlias

from corpus.intake.gather import Entry
from corpus.intake.labels import unit_of
from corpus.parse.counts import read_count, read_counts
from corpus.parse.durations import read_minutes
from corpus.parse.words import is_empty, is_pending
from corpus.reading import Quantity, ServiceImpact, Unread, Why
from corpus.service import Service, find_services
from corpus.shape import LONGEST, flat

Reader: TypeAlias = Callable[[str], Quantity | Why]

_RELATIVES = {
    Service.VOICE: (Service.EMERGENCY_VOICE,),
    Service.MOBILE_DATA: (Service.INTERNET_ACCESS, Service.INTERNET_CONNECTION),
}
_TIMES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "thousand": 1_000, "million": 1_000_000}
_SEGMENT = re.compile(r"[、;。\n/・]|,(?![0-9])")
_COUNTED = re.compile(
    r"(?P<times>百万|千|万|thousand|million)?(?:人|名|回線|契約|加入|台|ユーザー?|利用者|users?|lines?)?"
)
_BARE = {"分": 1, "分間": 1, "min": 1, "mins": 1, "minutes": 1, "時間": 60, "h": 60, "hours": 60}
_GENERIC = re.compile(
    r"(?:携帯電話|固定通信|移動通信|固定|移動|法人|個人|主な|全て|すべて|その他|各種|当社|弊社|向け|提供|の|サービス|役務|等|など|及び|並びに|\s|[()「」『』:.＋+*※\-]|[0-9])*"
)


@dataclass(slots=True)
class Impact:
    """The services told so far, and what of the figures could not be read."""

    services: dict[Service, ServiceImpact] = field(default_factory=dict)
    users: Quantity | None = None
    minutes: Quantity | None = None
    unread: list[Unread] = field(default_factory=list)

    def leave(self, entry: Entry, why: Why, text: str | None = None) -> None:
        """Keep an entry, or a part of it, as text only."""
        told = entry.text if text is None else text
        self.unread.append(Unread(label=entry.label, text=told, why=why, where=entry.where))

    def take_services(self, entry: Entry) -> tuple[Service, ...]:
        """Take the services that an entry names; gives those it named."""
        found = find_services(entry.text)
        for service, named in found:
            self.services.setdefault(service, ServiceImpact(service=service, named=named))
        if not found and not is_empty(flat(entry.text)):
            pending = is_pending(flat(entry.text))
            self.leave(entry, Why.PENDING if pending else Why.UNKNOWN_SERVICE)
        for part in _strange_parts(entry.text) if found and len(entry.text) <= LONGEST else ():
            self.leave(entry, Why.UNKNOWN_SERVICE, part)
        return tuple(service for service, _ in found)

    def take_users(self, entry: Entry) -> None:
        """Take a number of users: of all, or of each service that it names."""
        times = _times(entry.label)
        parts = read_counts(entry.text, times)
        total = read_count(entry.text, times)
        named = self._name(parts, "users")
        if isinstance(total, Quantity):
            if not (named == len(parts) == 1 and len(self.services) > 1):
                self.users = self._first(entry, self.users, total)
            self._pend(entry)
        elif total is not Why.AMBIGUOUS or not parts or named < len(parts):
            self.leave(entry, total)
        else:
            self._pend(entry)

    def take_minutes(self, entry: Entry) -> None:
        """Take a duration: of all, or of each service that it names."""
        reader = partial(read_minutes, bare=_BARE.get(unit_of(entry.label) or ""))
        total = reader(entry.text)
        parts = _durations(entry.text, reader) if total is Why.AMBIGUOUS else ()
        if isinstance(total, Quantity):
            self.minutes = self._first(entry, self.minutes, total)
            self._pend(entry)
        elif not parts or self._name(parts, "minutes") < len(parts):
            self.leave(entry, total)

    def take_row(self, services: Entry | None, users: Entry | None, minutes: Entry | None) -> None:
        """Take one row of a table of services: its figures belong to the services it names."""
        if services is None:
            return
        named = self.take_services(services)
        for entry, key in ((users, "users"), (minutes, "minutes")):
            if entry is None or is_empty(flat(entry.text)):
                continue
            bare = _BARE.get(unit_of(entry.label) or "")
            told = (
                read_count(entry.text, _times(entry.label))
                if key == "users"
                else read_minutes(entry.text, bare)
            )
            if isinstance(told, Why):
                self.leave(entry, told)
            elif len(named) != 1 or not self._fill(named[0], key, told):
                self.leave(entry, Why.AMBIGUOUS)

    def _first(self, entry: Entry, before: Quantity | None, told: Quantity) -> Quantity:
        """The figure told first; another one than that is flagged."""
        if before and replace(before, text="") != replace(told, text=""):
            self.leave(entry, Why.CONFLICT)
        return before or told

    def _name(self, parts: tuple[tuple[str, Quantity], ...], key: str) -> int:
        """Give each figure to the one service that the words beside it name; how many that was.

        Where two figures are of one service, none is given away.
        """
        named: dict[Service, tuple[str, Quantity]] = {}
        for words, quantity in parts:
            found = find_services(words)
            if len(found) == 1:
                service = self._meant(found[0][0])
                if service in named:
                    return 0
                named[service] = (found[0][1], quantity)
        for service, (word, quantity) in named.items():
            self.services.setdefault(service, ServiceImpact(service=service, named=word))
            self._fill(service, key, quantity)
        return len(named)

    def _meant(self, service: Service) -> Service:
        """The service that a general word means: 音声, once 緊急通報を含む音声 is told."""
        told = [relative for relative in _RELATIVES.get(service, ()) if relative in self.services]
        return told[0] if service not in self.services and len(told) == 1 else service

    def _fill(self, service: Service, key: str, quantity: Quantity) -> bool:
        """Set a figure of a service; False where it has one already."""
        impact = self.services[service]
        if key == "users" and impact.users is None:
            self.services[service] = replace(impact, users=quantity)
        elif key == "minutes" and impact.minutes is None:
            self.services[service] = replace(impact, minutes=quantity)
        else:
            return False
        return True

    def _pend(self, entry: Entry) -> None:
        """Note that a figure is still being looked into: 約3万人(精査中)."""
        if is_pending(flat(entry.text)):
            self.leave(entry, Why.PENDING)


@lru_cache(maxsize=1024)
def _times(label: str) -> int:
    """What a label counts users in: 1,000 for 影響利用者数(千人)."""
    found = _COUNTED.fullmatch(unit_of(label) or "")
    return _TIMES.get(found["times"] or "", 1) if found else 1


def _durations(text: str, reader: Reader) -> tuple[tuple[str, Quantity], ...]:
    """Each duration of `text` with the words beside it."""
    segments = [segment for segment in _SEGMENT.split(flat(text)) if segment.strip()]
    read = [(segment.strip(), reader(segment)) for segment in segments]
    return tuple((words, told) for words, told in read if isinstance(told, Quantity))


@lru_cache(maxsize=4096)
def _strange_parts(text: str) -> tuple[str, ...]:
    """The parts of a list of services in which no service is named."""
    parts, depth, start = [], 0, 0
    told = flat(text)
    for n, char in enumerate(told):
        depth += (char == "(") - (char == ")")
        if char in "、,;\n/" and depth <= 0:
            parts.append(told[start:n])
            start = n + 1
    parts.append(told[start:])
    return tuple(
        part.strip() for part in parts if not _GENERIC.fullmatch(part) and not find_services(part)
    )
