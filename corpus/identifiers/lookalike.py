"""Look-alike characters (同形文字): letters of other scripts that pass for the ones a name has.

`LETTERS` is used on every text: Cyrillic К is read as K. `KANA` and `STROKES` are used only where
a carrier's name is compared, on both sides: 力 and カ, l and I and 1.
"""

_LETTERS_IN_BOXES = (0x1F150, 0x1F170, 0x1F1E6)

LETTERS = str.maketrans(
    dict(zip("АВЕЅІЈКМНОРСТУХЗԌԜԚѴ", "ABESIJKMHOPCTYX3GWQV", strict=True))
    | dict(zip("авеѕіјкмнорстухһԁԛԝѵӏɡѡ", "abesijkmhopctyxhdqwvlgw", strict=True))
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳ", "ABEZHIKMNOPTYXCj", strict=True))
    | dict(zip("αβεηικνορτυχωϲγ", "abenikvoptuxwcy", strict=True))
    | dict(zip("ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷΝᏢᎡᏚᎢᏙᎳᏃ", "ABCDEGHIJKLMNPRSTVWZ", strict=True))
    | dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
    | dict(zip("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU", strict=True))
    | {chr(first + n): chr(ord("A") + n) for first in _LETTERS_IN_BOXES for n in range(26)}
    | dict(zip("ØøŁłĐđıȷ", "OoLlDdij", strict=True))
    | dict.fromkeys("‐‑‒–—−﹣", "-")
    | dict.fromkeys("〜∼˜", "~")
)
"""What NFKC leaves apart and an eye does not; one character becomes one."""

KANA = str.maketrans("二口力夕工卜八へべぺ一―─", "ニロカタエトハヘベペーーー")
"""Kanji and strokes that look like kana."""

STROKES = str.maketrans("i10", "llo")
"""Letters and digits of one stroke, and the round ones; for text in lower case."""

_INVISIBLE_RANGES = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
INVISIBLE = frozenset(
    chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)
)
"""Characters without width: joiners, soft hyphens, marks of direction, variation selectors."""
