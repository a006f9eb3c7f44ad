"""Words that stand in a field instead of what is asked."""

import re

_PENDING = re.compile(
    r"調査中|確認中|精査中|集計中|算出中|検討中|未定|不明|未確認|判明次第|追って|継続中|未復旧|対応中|復旧作業中|"
    r"under\s+(?:investigation|survey|review)|being\s+(?:investigated|counted)|pending|unknown|"
    r"not\s+yet|ongoing|to\s+be\s+(?:confirmed|determined)|\bTB[CD]\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:特に|影響)?(?:は)?(?:なし|無し|ありません|なかった)(?:。|です)?|none\.?", re.IGNORECASE
)
_EMPTY = re.compile(r"[\s\-~ー.…/()*※]*|該当(?:なし|せず)|N/?A", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:詳細は|.{0,20}(?:について)?は)?\s*(?:別紙|別冊|別添|別表|添付資料?)\s*[0-9]{0,2}\s*(?:の?\s*(?:とおり|通り|参照)|を?参照(?:ください)?)?(?:です)?。?"
    r"|(?:as\s+per|see)\s+(?:the\s+)?(?:annex|attachment)\.?",
    re.IGNORECASE,
)


def is_pending(text: str) -> bool:
    """Whether `text` (as `corpus.shape.flat` gives it) says that the answer is still to come."""
    return bool(_PENDING.search(text))


def is_nothing(text: str) -> bool:
    """Whether `text` says that there were none."""
    return bool(_NOTHING.fullmatch(text.strip()))


def is_empty(text: str) -> bool:
    """Whether `text` says nothing: it is blank, a dash, or 該当なし."""
    return bool(_EMPTY.fullmatch(text))


def is_elsewhere(text: str) -> bool:
    """Whether `text` only points at an annex: 別紙のとおり."""
    return bool(_ELSEWHERE.fullmatch(text.strip()))
