"""Accidents as the press tells of them, and texts of them."""

from typing import Any

from corpus.account import Language
from sharing.press import PressCase

CUT = "道路工事の業者が光ケーブルを切断し、迂回路がなかった。"
HLR = "加入者管理装置のソフトウェア不具合で位置登録が輻輳した。"
POWER = "停電の後に非常用発電機が起動せず、局舎の電源が失われた。"


def a_case(name: str, *carriers: str, text: str = CUT, **told: Any) -> PressCase:
    return PressCase(
        id=name,
        carriers=frozenset(carriers or (f"{name}-telecom",)),
        language=Language.JA,
        text=text,
        **told,
    )
