"""Bundles: for programs and, line by line, for people."""

from collections.abc import Iterator, Mapping

from api.exits import fault_of
from api.schemas_bundle import (
    BundleFaultOut,
    BundleMatchOut,
    BundleOut,
    BundleVerifyOut,
    CommonOut,
    LeftOutOut,
    MatchedOut,
)
from api.words import Words
from corpus.errors import InputRefused
from sharing.bundle.content import LeftOut
from sharing.bundle.match import Matched, Touch
from sharing.bundle.opened import OpenedBundle
from triage.lessons.lesson import LessonId

LEFT_OUT = {
    LeftOut.NOT_FOR_ALL: "sharing.bundle_not_for_all",
    LeftOut.MEMBERS_ONLY: "sharing.bundle_members_only",
    LeftOut.NO_TEXT: "sharing.bundle_no_text",
    LeftOut.NOT_SIGNED_OFF: "sharing.bundle_not_signed_off",
}
"""What is said of a lesson that was left out."""
TOUCHES = {
    Touch.TOUCHES: "sharing.bundle_touches",
    Touch.OPEN: "sharing.bundle_open",
    Touch.NOTHING_FOUND: "sharing.bundle_nothing_found",
}
"""What is said of a lesson against a profile."""


def left_out_out(left_out: Mapping[LessonId, LeftOut]) -> list[LeftOutOut]:
    """The lessons that are not in a bundle."""
    return [LeftOutOut(lesson=lesson, why=why) for lesson, why in left_out.items()]


def made_lines(made: BundleOut, words: Words) -> Iterator[str]:
    """What was written, for people."""
    told = {**made.model_dump(), "lessons": len(made.lessons)}
    yield words.say("sharing.bundle_made", **told)
    yield words.say("sharing.bundle_key", key=made.key)
    for one in made.left_out:
        yield f"- {one.lesson}  {words.say(LEFT_OUT[LeftOut(one.why)])}"


def whole_out(opened: OpenedBundle) -> BundleVerifyOut:
    """A bundle that is whole."""
    return BundleVerifyOut(
        whole=True,
        key=opened.key.hex,
        expected=opened.expected,
        lessons=len(opened.lessons),
        fault=None,
    )


def broken_out(fault: InputRefused, words: Words) -> BundleVerifyOut:
    """A bundle that is not."""
    told = fault_of(fault, words)
    shown = BundleFaultOut(code=fault.code, where=fault.where, message=told["message"])
    return BundleVerifyOut(whole=False, key=None, expected=False, lessons=None, fault=shown)


def verified_lines(told: BundleVerifyOut, words: Words) -> Iterator[str]:
    """Whether a bundle is whole, for people."""
    if told.fault is not None:
        yield f"✗ {told.fault.message}"
        yield words.say("sharing.bundle_not_whole")
        return
    yield words.say("sharing.bundle_whole", lessons=told.lessons)
    yield words.say("sharing.bundle_key", key=told.key)
    if not told.expected:
        yield words.say("sharing.bundle_key_not_told")


def matched_out(opened: OpenedBundle, found: tuple[Matched, ...]) -> BundleMatchOut:
    """The lessons of a bundle against a profile."""
    return BundleMatchOut(
        key=opened.key.hex,
        expected=opened.expected,
        lessons=[
            MatchedOut(
                lesson=one.lesson,
                headline=one.headline,
                touch=one.touch,
                reasons=[
                    CommonOut(key=each.key, value=each.value, by=each.by, words=each.words)
                    for each in one.reasons
                ],
                hidden=one.hidden,
            )
            for one in found
        ],
    )


def matched_lines(told: BundleMatchOut, words: Words) -> Iterator[str]:
    """The lessons of a bundle against a profile, for people."""
    for one in told.lessons:
        said = words.say(TOUCHES[Touch(one.touch)])
        yield f"{one.lesson}  {said}  {one.headline}"
        for each in one.reasons:
            yield f"    {each.key}: {each.value}  ({each.words})"
        if one.hidden:
            yield f"    {words.say('sharing.bundle_hidden')}"
    if not told.expected:
        yield words.say("sharing.bundle_key_not_told")
