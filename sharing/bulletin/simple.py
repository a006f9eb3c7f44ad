"""A bulletin as plain text, for mail and for terminals."""

from collections.abc import Iterator

from sharing.bulletin.bulletin import Bulletin, Check
from sharing.bulletin.wording import asked_of, load_words
from sharing.summary.summary import Part


def simple_of(bulletin: Bulletin) -> bytes:
    """The bytes of a UTF-8 text that says what `bulletin` says."""
    return "\n".join((*lines_of(bulletin), "")).encode("utf-8")


def lines_of(bulletin: Bulletin) -> Iterator[str]:
    """The lines of it."""
    words = load_words(bulletin.language)
    yield f"{words['kind']}  [{bulletin.label}]"
    yield bulletin.title.text
    yield words["purpose"]
    yield ""
    grain = words["grains"][bulletin.grain]
    yield f"{words['number']}: {bulletin.lesson}  {words['grain']}: {grain}"
    yield from (f"{fact.label}: {fact.value.text}" for fact in bulletin.facts)
    for part, some in bulletin.sections.items():
        yield from ("", f"■ {words['parts'][part]}")
        for number, one in enumerate(some, 1):
            yield f"{number}. {one.text}" if part is Part.LESSONS else f"- {one.text}"
        if not some:
            yield words["empty"]
    yield from ("", f"■ {words['parts'][Part.VIEWPOINTS]}")
    for check in bulletin.checks:
        yield from _check(check, bulletin)
    yield from ("", f"■ {words['actions']}")
    yield from (f"{number}. {act}" for number, act in enumerate(bulletin.actions, 1))
    if bulletin.notes:
        yield from ("", f"■ {words['notes']}")
        yield from (f"- {note}" for note in bulletin.notes)


def _check(check: Check, bulletin: Bulletin) -> Iterator[str]:
    words = load_words(bulletin.language)
    yield f"- {words['who']}: {check.who.text}"
    yield from (f"  {words['what']}: {one.text}" for one in asked_of(check, bulletin.language))
    yield f"  {words['how']}: {check.how.text}"
