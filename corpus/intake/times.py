"""When an accident began and ended: what entries tell, and whether they agree."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from corpus.intake.gather import Entry
from corpus.parse.intervals import minutes_of, read_intervals
from corpus.parse.moments import covers, read_moment
from corpus.parse.words import is_empty
from corpus.reading import Interval, Moment, Precision, Quantity, Unread, Why
from corpus.shape import flat

_EXACT = {Precision.MINUTE}
_ROUGHLY = 0.1


@dataclass(slots=True)
class Times:
    """The moments told so far, and what of them could not be read.

    `near` gives the year to a moment that tells none.
    """

    near: date | None = None
    reported: Moment | None = None
    known: Moment | None = None
    occurred: Moment | None = None
    recovered: Moment | None = None
    intervals: tuple[Interval, ...] = ()
    unread: list[Unread] = field(default_factory=list)

    def take_reported(self, entry: Entry) -> None:
        """Take when the report was made."""
        self.reported = self._moment(entry, self.reported)
        self.near = self.near or (self.reported.at.date() if self.reported else None)

    def take_known(self, entry: Entry) -> None:
        """Take when the carrier learnt of the accident."""
        self.known = self._moment(entry, self.known)
        self.near = self.near or (self.known.at.date() if self.known else None)

    def take_occurred(self, entry: Entry) -> None:
        """Take when it began; several stretches give the beginning and the end as well."""
        if self.take_intervals(entry, needed=False):
            return
        self.occurred = self._moment(entry, self.occurred)
        if self.occurred:
            self.near = self.occurred.at.date()

    def take_recovered(self, entry: Entry) -> None:
        """Take when it was over."""
        self.recovered = self._moment(entry, self.recovered)

    def take_intervals(self, entry: Entry, needed: bool = True) -> bool:
        """Take the stretches that an entry tells; whether it tells any."""
        found = read_intervals(entry.text, self.near)
        if isinstance(found, Why) or not found:
            if needed and not is_empty(flat(entry.text)):
                self._leave(entry, found if isinstance(found, Why) else Why.NO_DATE)
            return False
        self.intervals = found if len(found) > 1 or needed else self.intervals
        first = min(found, key=lambda interval: interval.start.at)
        last = max(found, key=lambda interval: interval.start.at)
        if self.occurred and not covers(self.occurred, first.start):
            self._leave(entry, Why.CONFLICT)
        self.occurred = self.occurred or first.start
        self.recovered = self.recovered or last.end
        self.near = self.occurred.at.date()
        return True

    def minutes(self) -> Quantity | None:
        """How long it lasted, from its stretches, or from beginning and end told to the minute."""
        if self.intervals:
            text = "、".join(
                f"{i.start.text}~{i.end.text if i.end else ''}" for i in self.intervals
            )
            return minutes_of(self.intervals, text)
        if self.occurred is None or self.recovered is None or self.recovered.at < self.occurred.at:
            return None
        if not {self.occurred.precision, self.recovered.precision} <= _EXACT:
            return None
        whole = (Interval(start=self.occurred, end=self.recovered),)
        return minutes_of(whole, f"{self.occurred.text}~{self.recovered.text}")

    def is_backwards(self) -> bool:
        """Whether the end is told to lie before the beginning."""
        if self.occurred is None or self.recovered is None:
            return False
        slack = timedelta() if self.recovered.precision in _EXACT else timedelta(days=1)
        return self.recovered.at + slack < self.occurred.at

    def _moment(self, entry: Entry, before: Moment | None) -> Moment | None:
        """The moment told first, `before` or in this entry; another one than that is flagged."""
        told = read_moment(entry.text, self.near)
        if isinstance(told, Why):
            self._leave(entry, told)
        elif before and not (covers(before, told) or covers(told, before)):
            self._leave(entry, Why.CONFLICT)
        return before or (told if isinstance(told, Moment) else None)

    def _leave(self, entry: Entry, why: Why) -> None:
        self.unread.append(Unread(label=entry.label, text=entry.text, why=why, where=entry.where))


def disagree(told: Quantity, reckoned: Quantity) -> bool:
    """Whether a duration that is told contradicts one that is reckoned from moments."""
    minutes = reckoned.value or 0
    rough = told.approximate or reckoned.approximate
    slack = max(5, minutes * _ROUGHLY) if rough else 1
    low = told.low if told.value is None else told.value
    high = told.high if told.value is None else told.value
    return (low is not None and minutes < low - slack) or (
        high is not None and minutes > high + slack
    )
