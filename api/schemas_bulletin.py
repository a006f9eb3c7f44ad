"""The shape of a bulletin: a lesson on one page."""

from api.shape import Out


class PlaceOut(Out):
    """Words of `text` of the bulletin: those at `start` to `end`."""

    start: int
    end: int


class ShownOut(Out):
    """Words on the page, their language, and the words of the rendering that bear them out."""

    said: str
    language: str
    places: list[PlaceOut]


class SectionOut(Out):
    """``cause``, ``course`` or ``lessons``; `left_out`: sentences for which there was no room."""

    part: str
    title: str
    sentences: list[ShownOut]
    left_out: int


class CheckOut(Out):
    """A viewpoint: who checks what, and how it is verified; `lessons` by their numbers."""

    who: str
    what: list[ShownOut]
    how: str
    lessons: list[int]


class FactOut(Out):
    """A line of the table at the top."""

    label: str
    value: str


class FileOut(Out):
    """A file that was written."""

    form: str
    file: str
    bytes: int


class BulletinOut(Out):
    """The answer of ``kyokun share bulletin``; places lead into `text`, the rendering.

    `dropped` counts what a language model said that the rendering does not bear out.
    """

    lesson: str
    grain: str
    language: str
    label: str
    title: str
    facts: list[FactOut]
    sections: list[SectionOut]
    checks: list[CheckOut]
    checks_left_out: int
    actions: list[str]
    notes: list[str]
    text: str
    made_by: dict[str, str]
    dropped: dict[str, int]
    files: list[FileOut]
