"""The letters of a PDF: IPAex Gothic where the machine has it, else a font that readers bring.

What a font does not have is shown as 〓 (geta), as printers do, so that no sign is lost unseen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FONTS = (
    Path("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf"),
    Path("/usr/share/fonts/truetype/ipaexfont-gothic/ipaexg.ttf"),
    Path("/usr/share/fonts/ipa-ex-gothic-fonts/ipaexg.ttf"),
    Path("/usr/share/fonts/ipaexg.ttf"),
    Path("C:/Windows/Fonts/ipaexg.ttf"),
    Path("/Library/Fonts/ipaexg.ttf"),
)
"""Where it is looked for."""
MISSING = "〓"
LATIN, LATIN_BOLD = "Helvetica", "Helvetica-Bold"
_OWN, _BUILT_IN = "IPAexGothic", "HeiseiKakuGo-W5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The font that Japanese is set in, and which characters it `has`."""

    name: str
    has: Callable[[str], bool]

    def shown(self, text: str) -> str:
        """`text`, each character that the font lacks as `MISSING`."""
        return "".join(one if one == " " or self.has(one) else MISSING for one in text)

    def in_latin(self, text: str, latin: str) -> str:
        """`text` as reportlab's markup, set in the font called `latin` but where that lacks it."""
        runs = groupby(text, key=lambda one: ord(one) < _LATIN_ENDS)
        return "".join(
            _in_font(latin, run) if plain else _in_font(self.name, self.shown("".join(run)))
            for plain, run in runs
        )


_LATIN_ENDS = 0x7F


def load_letters(paths: Iterable[Path] = FONTS) -> Letters:
    """The first font of `paths` that there is; else the one that every reader brings."""
    for path in paths:
        try:
            font = TTFont(_OWN, str(path))
        except (TTFError, OSError):
            continue
        pdfmetrics.registerFont(font)
        glyphs = frozenset(map(chr, font.face.charToGlyph))
        return Letters(name=_OWN, has=glyphs.__contains__)
    pdfmetrics.registerFont(UnicodeCIDFont(_BUILT_IN))
    return Letters(name=_BUILT_IN, has=_is_in_jis)


def _is_in_jis(character: str) -> bool:
    """Whether Japanese fonts of old have it."""
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _in_font(name: str, run: Iterable[str]) -> str:
    return f'<font name="{name}">{escape("".join(run))}</font>'
