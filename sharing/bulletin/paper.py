"""A bulletin as PDF: one page of A4, whatever it holds."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, KeepInFrame, Paragraph, Spacer, Table, TableStyle

from corpus.account import Language
from sharing.bulletin.bulletin import Bulletin
from sharing.bulletin.letters import LATIN, LATIN_BOLD, Letters, load_letters
from sharing.bulletin.wording import asked_of, load_words
from sharing.summary.summary import Part

_EDGE, _TOP = 17 * mm, 14 * mm
_ROOM = A4[0] - 2 * _EDGE
_BLUE, _GREY, _SHADE = HexColor("#1f4e79"), HexColor("#999999"), HexColor("#f0f3f7")
_BODY, _SMALL, _NOTE, _TITLE, _HEADING = 10.0, 9.0, 8.0, 15.0, 11.0
_LEADING = 1.4
_COLUMNS = (0.21, 0.395, 0.395)
_FACTS = (0.17, 0.33, 0.17, 0.33)


def paper_of(bulletin: Bulletin, letters: Letters | None = None) -> bytes:
    """The bytes of a PDF that says what `bulletin` says, in `letters` (None: those there are)."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang=str(bulletin.language))
    canvas.setTitle(f"{bulletin.lesson} {bulletin.title.text}")
    canvas.setSubject(load_words(bulletin.language)["purpose"])
    canvas.setAuthor("")
    story = _Setting(bulletin, letters or load_letters()).story()
    frame = Frame(
        _EDGE,
        _TOP,
        _ROOM,
        A4[1] - 2 * _TOP,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    # The page was reckoned to be long enough; should letters be wider than that, they shrink.
    frame.addFromList([KeepInFrame(_ROOM, frame._height, story, mode="shrink")], canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Setting:
    """One bulletin on its way to paper."""

    def __init__(self, bulletin: Bulletin, letters: Letters) -> None:
        self._bulletin = bulletin
        self._letters = letters
        self._words = load_words(bulletin.language)
        self._latin = bulletin.language is Language.EN

    def story(self) -> list[Any]:
        """All that stands on the page, from the top."""
        bulletin, words = self._bulletin, self._words
        told = [self._banner(), Spacer(1, 2.5 * mm)]
        told.append(self._text(bulletin.title.text, _TITLE, bold=True, leading=1.3))
        told.append(self._text(words["purpose"], _SMALL))
        told += [Spacer(1, 2 * mm), self._facts()]
        for part, some in bulletin.sections.items():
            told.append(self._heading(words["parts"][part]))
            told += self._items([one.text for one in some], numbered=part is Part.LESSONS)
        told += [self._heading(words["parts"][Part.VIEWPOINTS]), self._checks()]
        told.append(self._heading(words["actions"]))
        told += self._items(bulletin.actions, numbered=True)
        if bulletin.notes:
            told += [Spacer(1, 2.5 * mm), self._notes()]
        return told

    def _banner(self) -> Any:
        label = self._text(self._bulletin.label, _SMALL, bold=True, align=2)
        table = Table([[self._text(self._words["kind"], _SMALL), label]], [_ROOM / 2] * 2)
        table.setStyle(_style(("LINEBELOW", (0, 0), (-1, 0), 1.6, _BLUE), padding=1))
        return table

    def _facts(self) -> Any:
        words, bulletin = self._words, self._bulletin
        told = [
            (words["number"], bulletin.lesson),
            (words["grain"], words["grains"][bulletin.grain]),
            *((fact.label, fact.value.text) for fact in bulletin.facts),
        ]
        told += [("", "")] * (len(told) % 2)
        rows = [
            [
                cell
                for label, value in told[at : at + 2]
                for cell in (self._text(label, _SMALL, bold=True), self._text(value, _SMALL))
            ]
            for at in range(0, len(told), 2)
        ]
        table = Table(rows, [share * _ROOM for share in _FACTS])
        shades = [("BACKGROUND", (column, 0), (column, -1), _SHADE) for column in (0, 2)]
        lines = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, _GREY),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, _GREY),
        ]
        table.setStyle(_style(*shades, *lines, padding=1.5))
        return table

    def _checks(self) -> Any:
        heads = [self._text(self._words[key], _SMALL, bold=True) for key in ("who", "what", "how")]
        rows = [heads]
        for check in self._bulletin.checks:
            asked = asked_of(check, self._bulletin.language)
            what = [self._text(one.text, _SMALL) for one in asked]
            rows.append(
                [self._text(check.who.text, _SMALL), what, self._text(check.how.text, _SMALL)]
            )
        table = Table(rows, [share * _ROOM for share in _COLUMNS], repeatRows=1)
        shade = ("BACKGROUND", (0, 0), (-1, 0), _SHADE)
        table.setStyle(_style(("GRID", (0, 0), (-1, -1), 0.5, _GREY), shade, padding=2.5))
        return table

    def _notes(self) -> Any:
        lines = [
            f"{self._words['notes']}: {note}" if not at else note
            for at, note in enumerate(self._bulletin.notes)
        ]
        table = Table([[[self._text(line, _NOTE) for line in lines]]], [_ROOM])
        table.setStyle(_style(("LINEABOVE", (0, 0), (-1, 0), 0.5, _GREY), padding=1.5))
        return table

    def _items(self, texts: Sequence[str], *, numbered: bool) -> list[Any]:
        if not texts:
            return [self._text(self._words["empty"], _BODY)]
        return [
            self._text(text, _BODY, bullet=f"{number}." if numbered else "・", after=1.5)
            for number, text in enumerate(texts, 1)
        ]

    def _heading(self, text: str) -> Any:
        return self._text(text, _HEADING, bold=True, colour=_BLUE, before=2.2 * mm, after=0.6 * mm)

    def _text(self, text: str, size: float, **looks: Any) -> Any:
        bold = looks.get("bold", False)
        latin = LATIN_BOLD if bold else LATIN
        bullet = looks.get("bullet")
        style = ParagraphStyle(
            "text",
            fontName=self._letters.name,
            bulletFontName=self._letters.name,
            bulletFontSize=size,
            fontSize=size,
            leading=size * looks.get("leading", _LEADING),
            spaceBefore=looks.get("before", 0),
            spaceAfter=looks.get("after", 0),
            leftIndent=5 * mm if bullet else 0,
            rightIndent=0 if self._latin else size / 2,  # a mark may hang over the end of a row
            textColor=looks.get("colour", HexColor("#1b1b1b")),
            alignment=looks.get("align", 0),
            wordWrap=None if self._latin else "CJK",
            splitLongWords=1,
        )
        if self._latin:
            return Paragraph(self._letters.in_latin(text, latin), style, bulletText=bullet)
        return Paragraph(escape(self._letters.shown(text)), style, bulletText=bullet)


def _style(*rules: Any, padding: float) -> TableStyle:
    sides = ("TOPPADDING", "BOTTOMPADDING")
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            *((side, (0, 0), (-1, -1), padding) for side in sides),
            *rules,
        ]
    )
