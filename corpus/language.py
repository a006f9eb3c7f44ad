"""Which language a text is written in."""

import re

from corpus.account import Language

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々ｦ-ﾟ]")
_LETTER = re.compile(r"[^\W\d_]")
_SHARE_OF_JAPANESE = 0.1
"""Japanese reports are full of Latin names; English ones hold next to no kana or kanji."""


def language_of(text: str) -> Language:
    """Japanese when a tenth of the letters are kana or kanji or there are none; else English."""
    letters = len(_LETTER.findall(text))
    japanese = len(_JAPANESE.findall(text))
    return Language.JA if japanese >= _SHARE_OF_JAPANESE * letters else Language.EN
