"""The shapes of ``kyokun bundle``."""

from collections.abc import Mapping

from pydantic import BaseModel

from api.shape import Out


class LeftOutOut(Out):
    """A lesson of the scope that is not in the bundle, and why.

    `why` is ``not_for_all``, ``members_only``, ``no_text`` or ``not_signed_off``.
    """

    lesson: str
    why: str


class BundleOut(Out):
    """The answer of ``kyokun bundle``: what was written, and what is not in it."""

    file: str
    bytes: int
    sha256: str
    key: str
    lessons: list[str]
    left_out: list[LeftOutOut]


class BundleFaultOut(Out):
    """Why a bundle is not whole: a code, where, and one line of it."""

    code: str
    where: str
    message: str


class BundleVerifyOut(Out):
    """The answer of ``kyokun bundle verify``.

    `expected`: the key is the one that was asked for.
    """

    whole: bool
    key: str | None
    expected: bool
    lessons: int | None
    fault: BundleFaultOut | None


class CommonOut(Out):
    """What a lesson and a profile have in common, and the words by which it was found."""

    key: str
    value: str
    by: str
    words: str


class MatchedOut(Out):
    """A lesson against a profile.

    `touch` is ``touches``, ``open`` (it cannot be told: read it) or ``nothing_found``; `hidden`:
    its words name a maker or product no longer.
    """

    lesson: str
    headline: str
    touch: str
    reasons: list[CommonOut]
    hidden: bool


class BundleMatchOut(Out):
    """The answer of ``kyokun bundle match``: those that touch what is run first."""

    key: str
    expected: bool
    lessons: list[MatchedOut]


SHAPES: Mapping[str, type[BaseModel]] = {
    "bundle": BundleOut,
    "bundle-verify": BundleVerifyOut,
    "bundle-match": BundleMatchOut,
}
"""The answers by name."""
