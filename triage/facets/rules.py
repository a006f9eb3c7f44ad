"""How the coder by rules tells what happened from what is told beside it: ``rules.toml``."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from corpus.account import Language
from corpus.folding import fold

RULES = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRules:
    """How much a mention counts by the words around it; `version` is a digest of the file."""

    version: str
    reach: int
    cued: float
    background: float
    deeper: float
    before: Mapping[Language, re.Pattern[str]]
    behind: Mapping[Language, re.Pattern[str]]
    elsewhere: Mapping[Language, re.Pattern[str]]

    def is_cued(self, text: str, start: int, end: int, language: Language) -> bool:
        """Whether words of cause stand next to `start` to `end` of the sentence `text`."""
        before = fold(text[max(0, start - self.reach) : start]).text
        behind = fold(text[end : end + self.reach]).text
        return bool(self.before[language].search(before) or self.behind[language].search(behind))

    def is_background(self, sentence: str, language: Language) -> bool:
        """Whether `sentence` tells of another time, or of what is usual."""
        return self.elsewhere[language].search(fold(sentence).text) is not None


@cache
def load_coding_rules(path: Path = RULES) -> CodingRules:
    """The rules written in `path`."""
    written = path.read_bytes()
    told = tomllib.loads(written.decode())
    cues, elsewhere = told["cues"], told["elsewhere"]
    return CodingRules(
        version=sha256(written).hexdigest()[:8],
        reach=told["reach"],
        cued=told["cued"],
        background=told["background"],
        deeper=told["deeper"],
        before={one: _pattern(cues[f"{one}_before"], one) for one in Language},
        behind={one: _pattern(cues[f"{one}_behind"], one) for one in Language},
        elsewhere={one: _pattern(elsewhere[one], one) for one in Language},
    )


def _pattern(forms: Sequence[str], language: Language) -> re.Pattern[str]:
    if language is Language.JA:
        return re.compile("|".join(map(re.escape, forms)))
    ends = (
        rf"\b{re.escape(form.removesuffix('*'))}" + r"\b" * (form[-1] != "*") for form in forms
    )
    return re.compile("|".join(ends))
