"""Texts to summarise."""

from pathlib import Path

from corpus.account import Language
from eval.planting import OURS
from sharing.summary.extract import Extracting
from sharing.summary.source import Piece, SummarySource, source_of_pieces
from tests.triage.lessons.examples import VOCABULARY
from triage.lessons.source import Role

EXTRACTING = Extracting.by(VOCABULARY)
PLANTED: Path = OURS
STORM = (
    "基幹ルータの更新作業において旧版の誤った作業手順書を用いたため、経路を誤って設定した。"
    "切戻し後に位置登録要求が大量に発生してVoLTE交換機が輻輳し、全国へ連鎖的に波及した。"
    "過剰な信号を送出していた交換機を切り離し、61時間後に復旧した。"
    "再発防止策として、作業手順書の管理を見直すこととした。"
)
STORM_EN = (
    "During work to replace a core router an outdated work procedure was used. "
    "Congestion spread through the nationwide network. "
    "Service was restored after 61 hours. "
    "The design of congestion control was revised."
)


def a_text(text: str = STORM, language: Language = Language.JA) -> SummarySource:
    return SummarySource(text=text, language=language)


def pieces(*told: tuple[Role, str], chosen: bool = False) -> SummarySource:
    some = [Piece(role=role, words=words, chosen=chosen) for role, words in told]
    return source_of_pieces(some, Language.JA)
