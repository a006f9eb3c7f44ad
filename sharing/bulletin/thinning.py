"""Take sentences off a page until it names nobody too surely: those that name most go first."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sharing.bulletin.bulletin import Bulletin, Check
from sharing.bulletin.wording import load_words
from sharing.summary.summary import Part

Chance = Callable[[Bulletin], float]
"""The chance at which a page lets its carrier be named, 0 to 1."""


def thinned(page: Bulletin, chance: Chance, limit: float) -> Bulletin | None:
    """`page` with as few sentences less as bring it to `limit`, and a note of how many.

    None: no sentence is left, and it is still above.
    """
    taken = 0
    while chance(page) > limit:
        shorter = list(_shorter(page))
        if not shorter:
            return None
        page = min(shorter, key=chance)
        taken += 1
    if not taken:
        return page
    note = load_words(page.language)["thinned"].format(count=taken)
    return replace(page, notes=(note, *page.notes))


def _shorter(page: Bulletin) -> Iterator[Bulletin]:
    """`page` without one of its sentences, each in turn."""
    for part, some in page.sections.items():
        for at in range(len(some)):
            sections = {**page.sections, part: some[:at] + some[at + 1 :]}
            checks = page.checks
            if part is Part.LESSONS:
                checks = tuple(_renumbered(check, at + 1) for check in checks)
            yield replace(page, sections=sections, checks=checks)


def _renumbered(check: Check, gone: int) -> Check:
    """`check` once lesson `gone` is off the page."""
    lessons = (one - (one > gone) for one in check.lessons if one != gone)
    return replace(check, lessons=tuple(lessons))
