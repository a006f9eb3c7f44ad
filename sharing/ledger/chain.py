"""Check a chain of entries: what is changed, removed, out of order or cut off, and where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.viewer import Audience
from sharing.ledger.checkpoint import Checkpoint, is_checkpoint
from sharing.ledger.entry import BEGINNING, MAIN, Entry, Kind, hash_of
from sharing.ledger.line import NotALine, entry_of


class Wrong(StrEnum):
    """What is wrong with a ledger."""

    NOT_AN_ENTRY = "not_an_entry"  # the bytes there are no entry as it is written
    ALTERED = "altered"  # what it says is not what its hash is of
    BROKEN = "broken"  # it does not follow from the entry before it
    OUT_OF_ORDER = "out_of_order"  # another entry should stand here
    CUT_OFF = "cut_off"  # the end is missing
    BEHIND_HEAD = "behind_head"  # the database is older than its head
    OTHER_HISTORY = "other_history"  # the checkpoint is of other entries than these
    NO_CHECKPOINT = "no_checkpoint"  # nothing at the end says that this is the end
    NO_HEAD = "no_head"  # the head is gone
    AFTER_END = "after_end"  # something stands after the checkpoint
    BAD_SIGNATURE = "bad_signature"  # the signature is not that of its key
    OTHER_KEY = "other_key"  # signed with another key
    UNGUARDED = "unguarded"  # what keeps the rows from being touched is gone
    UNREADABLE = "unreadable"  # the database cannot be read there
    CALL_CHANGED = "call_changed"  # a model call is not as it was entered
    CALL_GONE = "call_gone"  # a model call that was entered is gone
    CALL_NOT_ENTERED = "call_not_entered"  # a model call has no entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, at which entry (`number`) of which book; None: with the whole."""

    wrong: Wrong
    book: Audience | None = None
    number: int | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class _Book:
    """How far one book was read; `hash` is None where it cannot be known."""

    number: int = 0
    hash: str | None = BEGINNING
    at: str = ""
    hashes: list[str | None] = field(default_factory=list)

    def hash_at(self, number: int) -> str | None:
        """The hash of entry `number`, as far as entries stand where they belong."""
        return self.hashes[number - 1] if 0 < number <= len(self.hashes) else None


@dataclass(slots=True)
class Chain:
    """Entries as they are read, and what was found wrong with them."""

    faults: list[Fault] = field(default_factory=list)
    books: dict[Audience, _Book] = field(default_factory=dict)
    backwards: int = 0
    """Entries whose clock stood before that of the entry before them: no fault."""
    key: str | None = None
    """The key that was entered last."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many entries there are of each kind."""

    def read(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Read the entries on `lines`, up to a checkpoint; gives that line and all behind it."""
        book = MAIN
        rest = iter(lines)
        for line in rest:
            if is_checkpoint(line):
                yield line
                yield from rest
                return
            try:
                entry = entry_of(line)
            except NotALine:
                self._skip(book)
            else:
                book = entry.book
                self._take(entry)

    def compare(self, told: Checkpoint, missing: Wrong = Wrong.CUT_OFF) -> None:
        """Find what `told` knows and the chain does not have: where entries are gone, `missing`.

        Entries that stand after the checkpoint are right.
        """
        if not told.holds:
            self.faults.append(Fault(wrong=Wrong.BAD_SIGNATURE))
            return
        for book, (number, expected) in told.books.items():
            have = self.books.get(book, _Book())
            if have.number < number:
                self._wrong(missing, book, have.number + 1, missing=number - have.number)
            elif have.hash_at(number) != expected:
                self._wrong(Wrong.OTHER_HISTORY, book, number)

    def ends_at(self, told: Checkpoint) -> None:
        """Find what stands after `told`, which is to be the end."""
        for book, have in self.books.items():
            number = told.books.get(book, (0, ""))[0]
            if have.number > number:
                self._wrong(Wrong.AFTER_END, book, number + 1)

    def _take(self, entry: Entry) -> None:
        book = self.books.setdefault(entry.book, _Book())
        told = entry.book, entry.number
        if entry.number != book.number + 1:
            self._wrong(Wrong.OUT_OF_ORDER, *told, expected=book.number + 1)
        elif book.hash is not None and entry.before != book.hash:
            self._wrong(Wrong.BROKEN, *told)
        if hash_of(entry.content) != entry.hash:
            self._wrong(Wrong.ALTERED, *told)
        self.backwards += entry.at < book.at
        book.number, book.hash, book.at = entry.number, entry.hash, entry.at
        book.hashes.append(entry.hash)
        self.kinds[entry.kind] += 1
        if entry.kind == Kind.KEY:
            self.key = str(entry.body.get("key"))

    def _skip(self, name: Audience) -> None:
        """Count an entry that cannot be read; what follows is not wrong because of it."""
        book = self.books.setdefault(name, _Book())
        book.number, book.hash = book.number + 1, None
        book.hashes.append(None)
        self._wrong(Wrong.NOT_AN_ENTRY, name, book.number)

    def _wrong(self, wrong: Wrong, book: Audience, number: int, **details: str | int) -> None:
        self.faults.append(Fault(wrong=wrong, book=book, number=number, details=details))
