"""Who gets a lesson, and what each sees of it: for programs and, line by line, for people."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.schemas_sharing import (
    EditOut,
    GroupOut,
    PreviewOut,
    RecipientOut,
    SeenLessonOut,
    ShareOut,
    ThroughOut,
)
from api.shape import BilingualOut
from api.shown_docket import clock, said
from api.words import Words
from corpus.regime import Wording
from corpus.viewer import Audience
from sharing.door import SeenLesson
from sharing.group import Group
from sharing.preview import Preview
from sharing.preview import Words as Written
from sharing.recipients import Recipient
from sharing.scope import Scopes
from sharing.share import Act, KeptShare

WORDS = {
    Written.WRITTEN: "sharing.words_written",
    Written.REWRITTEN: "sharing.words_rewritten",
    Written.NONE: "sharing.words_none",
}
"""What is said of how the words of a lesson come to a viewer."""
ACTS = {
    Act.SET: "sharing.set",
    Act.WIDEN: "sharing.widen",
    Act.WITHDRAW: "sharing.withdraw",
}
"""What is said of an entry."""


def seen_out(lesson: SeenLesson) -> SeenLessonOut:
    """A lesson as one viewer sees it."""
    return SeenLessonOut(**_seen(lesson, lesson.fields))


def preview_out(preview: Preview) -> PreviewOut:
    """A lesson as one viewer reads it."""
    told = _seen(preview.lesson, preview.fields)
    return PreviewOut(**told, words=preview.words, text=preview.text)


def share_out(kept: KeptShare) -> ShareOut:
    """One entry about a lesson."""
    share = kept.share
    reached = None if kept.recipients is None else recipients_out(kept.recipients)
    return ShareOut(
        lesson=kept.lesson,
        act=kept.act,
        scope=share.scope,
        group=share.group,
        grain=share.grain,
        k=share.k,
        release=share.release.isoformat(),
        widened=kept.widened,
        preset=kept.preset,
        why=kept.why,
        told_by=str(kept.told_by),
        at=kept.at.isoformat(),
        recipients=reached,
        edits=[
            EditOut(
                act=edit.act,
                recipient=edit.audience,
                why=edit.why,
                told_by=str(edit.told_by),
                at=edit.at.isoformat(),
            )
            for edit in kept.edits
        ],
        stands=kept.stands,
    )


def recipients_out(reached: Mapping[Audience, Wording]) -> list[RecipientOut]:
    """Who is reached, each with the reason."""
    return [
        RecipientOut(recipient=who, why=BilingualOut(ja=why.ja, en=why.en))
        for who, why in reached.items()
    ]


def group_out(group: Group) -> GroupOut:
    """A group as one viewer knows it."""
    return GroupOut(
        group=group.id,
        title=group.title,
        keeper=str(group.keeper),
        members_hidden=group.members_hidden,
        ministry=group.ministry,
        members=None if group.members is None else list(group.members),
        asked=None if group.asked is None else list(group.asked),
        mine=group.mine,
    )


def share_lines(kept: KeptShare, scopes: Scopes, words: Words) -> Iterator[str]:
    """One entry for people, whom it reaches below it."""
    share = kept.share
    scope = said(scopes[share.scope].title, words) if share.scope in scopes else share.scope
    group = f" {share.group}" if share.group else ""
    stands = "" if kept.stands else f"  ({words.say('sharing.not_standing')})"
    told = words.say(ACTS[kept.act], scope=f"{scope}{group}", grain=share.grain)
    yield f"{kept.lesson}  {told}{stands}"
    yield f"    {clock(kept.at)}  {kept.told_by}: {kept.why}"
    if kept.stands:
        yield f"    {words.say('sharing.released', at=clock(share.release), k=share.k)}"
    if kept.recipients is None:
        yield f"    {words.say('sharing.members_hidden')}"
    else:
        told_of = (Recipient(audience=who, why=why) for who, why in kept.recipients.items())
        yield from recipient_lines(told_of, words)


def recipient_lines(reached: Iterable[Recipient], words: Words) -> Iterator[str]:
    """Who is reached and why, for people."""
    for one in reached:
        yield f"    → {one.audience}  {said(one.why, words)}"


def seen_lines(lesson: SeenLesson, words: Words) -> Iterator[str]:
    """A lesson in a list, for people."""
    closed = words.say("sharing.undisclosed")
    through = ", ".join(
        f"{one.scope or closed}{f' {one.group}' if one.group else ''} ({clock(one.since)})"
        for one in lesson.through
    )
    yield f"{lesson.version_id}  {words.say('sharing.grain', grain=lesson.grain)}  {through}"


def preview_lines(preview: Preview, words: Words) -> Iterator[str]:
    """A lesson as a viewer reads it, for people: field by field."""
    yield from seen_lines(preview.lesson, words)
    yield f"    {words.say(WORDS[preview.words])}"
    yield from (f"    {path}: {value}" for path, value in _leaves(preview.fields, ""))
    yield from (f"    {line}" for line in (preview.text or "").splitlines())


def group_lines(group: Group, words: Words) -> Iterator[str]:
    """A group for people."""
    kept = words.say("sharing.kept_by", keeper=group.keeper)
    ministry = "" if group.ministry else f"  {words.say('sharing.no_ministry')}"
    yield f"{group.id}  {group.title}  {kept}{ministry}"
    if group.members is None:
        yield f"    {words.say('sharing.members_hidden')}"
    else:
        yield f"    {words.say('sharing.members', members=', '.join(group.members) or '-')}"
    if group.asked:
        yield f"    {words.say('sharing.asked', asked=', '.join(group.asked))}"


def _seen(lesson: SeenLesson, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "lesson": lesson.id,
        "version": lesson.version,
        "grain": lesson.grain,
        "fields": fields,
        "through": [
            ThroughOut(
                scope=one.scope, group=one.group, grain=one.grain, since=one.since.isoformat()
            )
            for one in lesson.through
        ],
    }


def _leaves(told: Any, path: str) -> Iterator[tuple[str, Any]]:
    """What stands in fields, each with its path; nothing of what is not told."""
    if isinstance(told, Mapping):
        for key, each in told.items():
            yield from _leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(told, list):
        for place, each in enumerate(told, 1):
            yield from _leaves(each, f"{path}.{place}")
    elif told is not None:
        yield path, told
