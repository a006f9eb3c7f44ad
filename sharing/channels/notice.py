"""A notice: what is told of releases on any way, without a word of their text.

Of a scope that recipients are not to know, neither its name nor a label of its own is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from corpus.regime import Wording
from corpus.viewer import Audience
from sharing.channels.wording import load_letters
from sharing.outbox.message import EventId, Topic, stable_json
from sharing.release import Release
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.tlp import Tlp, label_of


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is told: of which releases, to whom, and where they can be read.

    `portal`: the address of the portal, None where there is none; `about` names a digest.
    """

    event: EventId
    topic: Topic
    recipient: Audience
    releases: tuple[Release, ...]
    portal: str | None
    at: datetime
    about: str = ""

    @cached_property
    def tlp(self) -> Tlp:
        """The strictest of the labels of what is told of."""
        order = list(Tlp)
        return max((label_of(one.scope) for one in self.releases), key=order.index)

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons that are told of, each once."""
        return tuple(dict.fromkeys(one.lesson for one in self.releases))

    @property
    def link(self) -> str | None:
        """Where the recipient reads it, after signing in."""
        if self.portal is None:
            return None
        return f"{self.portal.rstrip('/')}/inbox/{quote(self.event)}"

    @property
    def values(self) -> Mapping[str, str]:
        """What fills the words of a letter."""
        [first, *_] = self.releases
        scope = told_scope(first.scope)
        return {
            "tlp": self.tlp.written,
            "about": self.about or first.lesson,
            "lessons": ", ".join(self.lessons),
            "scope_ja": scope.ja,
            "scope_en": scope.en,
            "grain": first.grain,
            "event": self.event,
            "link": self.link or load_letters()["words"]["no_link"],
        }

    @cached_property
    def payload(self) -> bytes:
        """The notice for programs, as JSON: the bytes that are sent, every time."""
        told = {
            "event": self.event,
            "topic": self.topic,
            "recipient": self.recipient,
            "tlp": self.tlp.written,
            "link": self.link,
            "at": self.at.isoformat(),
            "releases": [release_out(one) for one in self.releases],
        }
        return stable_json(told)


def release_out(release: Release) -> dict[str, str | None]:
    """A release as its recipient may know it."""
    disclosed = is_disclosed(release.scope)
    return {
        "lesson": release.lesson,
        "scope": release.scope if disclosed else None,
        "group": release.group if disclosed else None,
        "grain": release.grain,
        "language": release.language,
        "content_hash": release.content_hash,
    }


def told_scope(scope: ScopeId) -> Wording:
    """What recipients are told of `scope`."""
    words = load_letters()["words"]
    if is_disclosed(scope):
        return load_scopes()[scope].title
    return Wording(ja=words["limited_ja"], en=words["limited_en"])


def is_disclosed(scope: ScopeId) -> bool:
    """Whether recipients may know of `scope`; one whose file is gone tells nothing."""
    known = load_scopes().get(scope)
    return known is not None and known.disclosed
