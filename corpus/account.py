"""An account of an incident (記述): what one source says of it, as text that can be compared.

The public record gives one account of an incident, and each filing about it another. Accounts,
not incidents, are what is encoded, indexed and laid before viewers: two carriers that filed about
one incident do not see each other's words, nor any effect of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from corpus.ids import AccountId, IncidentId

SECTION = "\u2029"
"""Stands between the sections of a form's text (U+2029): a mark of ours, by which what compares
texts knows a form from a narrative. What came in goes through `without_marks`.
"""


def without_marks(text: str) -> str:
    """`text` with a line break for each mark of a section: it is no form of ours."""
    return text.replace(SECTION, "\n")


class Language(StrEnum):
    """The languages an account may be written in."""

    JA = "ja"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one source says of one or more incidents.

    `texts` holds what is compared, a text a language, none empty; `day` is when the incident
    started (None: not known, and then it is never an earlier case); `incidents` are those told of.
    """

    id: AccountId
    incidents: tuple[IncidentId, ...]
    title: str
    day: date | None
    texts: Mapping[Language, str] = field(repr=False)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the texts: the same texts in the same languages, the same hash."""
        told = "\x1e".join(
            f"{language}\x1f{self.texts[language]}" for language in sorted(self.texts)
        )
        return sha256(told.encode()).hexdigest()
