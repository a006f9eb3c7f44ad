"""Labels: how a form's headings are told from what stands beside and under them.

Labels are compared by a key: one width, lower case, no spaces or line breaks, no numbering, no
brackets. ``１．発 生 日 時：`` and ``【発生日時】`` have the key ``発生日時``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar
from unicodedata import normalize

from corpus.shape import flat

Target = TypeVar("Target")

_LONGEST_LABEL = 48
_NUMBERING = re.compile(
    r"\s*(?:(?:(?:第\s?)?[0-9０-９]{1,2}(?:[.．\-－][0-9０-９]{1,2}){0,3}(?:\s?[.．)）、]|[\s　]+)"
    r"|[(（][0-9０-９a-zA-Z一二三四五六七八九十ア-ン]{1,2}[)）]|[①-⑳㈠-㈩⑴-⒇]"
    r"|[一二三四五六七八九十]{1,2}\s?[、.．　]|[ア-ン]\s?[)）、.．　]"
    r"|[■◆●○◎◇□▼▽▶►・※*＊#＃•]|[-－][\s　])[\s　]*){1,3}"
)
_OPENING = "【〔[<《「『〈［＜"
_CLOSING = "】〕]>》」』〉］＞"
_NOTE = re.compile(r"\s*[(（][^()（）]{0,30}[)）]")
_UNIT = re.compile(
    r"[(（\[［【]\s*(?:単位\s*[:：]?\s*)?([^()（）\[\]［］]{1,12}?)\s*[)）\]］】]\s*[:：]?\s*$"
)
_SEPARATOR = re.compile(r"[\s　]*[:：=＝][\s　]*|[\s　]*$")
_WIDE_GAP = re.compile(r"(?:[ ]{2,}|　+|\t+)[ 　\t]*")
_GAP = re.compile(r"[\s　]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Generic[Target]):
    """A label that was found: what it stands for, as it is written, and the text behind it."""

    target: Target
    label: str
    rest: str = ""


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """The key by which `text` is compared as a label."""
    numbering = _NUMBERING.match(text)
    bare = flat(text[numbering.end() :] if numbering else text).strip()
    bare = bare.rstrip(":：= \n\t").strip()
    if bare[:1] in set(_OPENING) and bare[-1:] in set(_CLOSING):
        bare = bare[1:-1]
    return _key(bare)


def unit_of(label: str) -> str | None:
    """What a label counts in: ``千人`` for ``影響利用者数(千人)``."""
    found = _UNIT.search(label)
    return "".join(flat(found[1]).split()).lower() if found else None


class Vocabulary(Generic[Target]):
    """The labels of a form, and what each stands for."""

    def __init__(self, labels: Mapping[str, Target]) -> None:
        self._targets = {key: target for label, target in labels.items() if (key := key_of(label))}
        whole = [normalize("NFD", key) for key in self._targets]
        self._beginnings = frozenset(key[:n] for key in whole for n in range(len(key) + 1))

    def whole(self, text: str) -> Hit[Target] | None:
        """The label that `text` is, apart from a note in brackets behind it."""
        if len(text) > 2 * _LONGEST_LABEL:
            return None
        for written in (text, _NOTE.sub("", text)):
            if (key := key_of(written)) in self._targets:
                return Hit(target=self._targets[key], label=_tidy(text))
        return None

    def leading(self, line: str) -> Hit[Target] | None:
        """The longest label that `line` starts with and that is set off from what follows."""
        numbering = _NUMBERING.match(line)
        start = numbering.end() if numbering else len(line) - len(line.lstrip())
        bracketed = line[start : start + 1] in set(_OPENING)
        start += bracketed
        best, key = None, ""
        for n in range(start, min(len(line), start + 2 * _LONGEST_LABEL)):
            key = _key(key + flat(line[n]))
            if normalize("NFD", key) not in self._beginnings:
                break
            if key in self._targets and not line[n].isspace():
                found = _rest(line, n + 1, bracketed, numbering is not None)
                if found is not None:
                    end, rest = found
                    label = _tidy(line[start:end])
                    best = Hit(target=self._targets[key], label=label, rest=rest)
        return best


def _key(bare: str) -> str:
    """`bare` in lower case without spaces and underscores; half-width voiced kana made whole."""
    return normalize("NFC", "".join(bare.replace("_", " ").split()).lower())


def _tidy(label: str) -> str:
    """A label as it is shown: on one line, without numbering, brackets and colon."""
    numbering = _NUMBERING.match(label)
    bare = " ".join((label[numbering.end() :] if numbering else label).split())
    return bare.strip(_OPENING + _CLOSING + ":： ")


def _rest(line: str, end: int, bracketed: bool, numbered: bool) -> tuple[int, str] | None:
    """Where a label ends with its note, and what follows; None where the label runs on."""
    note = _NOTE.match(line, end)
    for stop in (note.end(), end) if note else (end,):
        rest = line[stop:].lstrip()
        if bracketed and rest[:1] in set(_CLOSING) and rest:
            return stop, rest[1:].lstrip(" \t　:：")
        if separator := _SEPARATOR.match(line, stop):
            return stop, line[separator.end() :]
        gap = _GAP.match(line, stop) if numbered else _WIDE_GAP.match(line, stop)
        if gap and gap.end() < len(line):
            return stop, line[gap.end() :]
    return None
