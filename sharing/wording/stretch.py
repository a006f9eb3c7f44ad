"""A stretch of a text that is to be worded anew, and what stands beside it."""

import re
from dataclasses import dataclass, field, replace

_BESIDE = 160
"""Characters that are looked at on each side: what belongs to a figure stands close by it."""
_SENTENCE_START = re.compile(r"(?:[.!?:]['\"”’)]?\s+|\n\s*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`text` instead of what stands from `start` to `end`."""

    start: int
    end: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """`start` to `end` of `whole`; what is beside it may be taken from `floor` to `ceiling`."""

    whole: str = field(repr=False)
    start: int
    end: int
    floor: int
    ceiling: int

    @property
    def words(self) -> str:
        """The words of it."""
        return self.whole[self.start : self.end]

    @property
    def before(self) -> str:
        """The words before it that may be taken."""
        return self.whole[max(self.floor, self.start - _BESIDE) : self.start]

    @property
    def after(self) -> str:
        """The words after it that may be taken."""
        return self.whole[self.end : min(self.ceiling, self.end + _BESIDE)]

    def widened(self, before: re.Pattern[str], after: re.Pattern[str]) -> "Stretch":
        """It with what matches just before it (the pattern ends with ``$``) and just after it."""
        left, right = before.search(self.before), after.match(self.after)
        return replace(
            self,
            start=self.start - len(left.group()) if left else self.start,
            end=self.end + len(right.group()) if right else self.end,
        )

    def opens_sentence(self) -> bool:
        """Whether a sentence starts with it."""
        before = self.whole[max(0, self.start - _BESIDE) : self.start]
        return not before.strip() or bool(_SENTENCE_START.search(before))

    def becomes(self, text: str) -> Edit:
        """The edit that puts `text` in its place."""
        return Edit(start=self.start, end=self.end, text=text)
