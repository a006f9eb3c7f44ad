"""Names of carriers in a text (事業者名), and of makers and sites, however spelled and split."""

import re
from collections.abc import Iterable, Iterator

from corpus.identifiers.identifier import IdentifierKind, Sighting
from corpus.identifiers.names import Name, Names
from corpus.identifiers.spelling import Spelled
from corpus.identifiers.squeezing import Squeezed, squeeze

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;。\n\"“(\[*•])\s*$")
_LEGAL_BEFORE = re.compile(r"(?:株式会社|有限会社|合同会社|\((?:株|有|同)\))[ \t]?$")
_LEGAL_BEHIND = re.compile(
    r"[ \t]?(?:株式会社|有限会社|合同会社|\((?:株|有|同)\))"
    r"|,?[ \t](?:Incorporated|Inc|Corporation|Corp|Company|Limited|Ltd|LLC|plc|PLC|GmbH|Oyj|Pty)"
    r"(?![A-Za-z])\.?"
)
_SPELT_GAP = re.compile(r"[\s.・·\-_'*~]{1,6}")
_BROKEN_GAP = re.compile(r"[ \t]*-?[ \t]*(?:\r\n|[\n\r])[ \t>|]*")  # in a mail that is quoted too
_LOOSE_GAP = re.compile(r"[ \-_.・·'*]")
_COMPASS, _GOES_ON = "東西", "京海北山大南阪宮条洋濃区部口"  # NTT東京 is not NTT東
_WIDEST_GAP = 8
_WINDOW = 14  # characters beside a name that tell what an ordinary word means
_SHORT = 3  # up to so many letters, a name must be spelled to the letter
_RUNS_ON = 5  # from so many letters on, a name is one with more letters behind it: kddiやkddicore
_LOOSE = 5  # from so many letters on, a name is one with a gap that its own spelling lacks
_LOOSE_WORD = 7  # the same, of a name that is an ordinary word


def see(text: Spelled, names: Names | None = None) -> Iterator[Sighting]:
    """The carriers, makers, sites and events that `text` names; `names`: by which names."""
    names = names or Names.load()
    squeezed = squeeze(text.low)
    benign = [(found.start(), found.end()) for found in names.benign.finditer(text.low)]
    seen = list(_names(text, squeezed, names, _Spans(benign)))
    sure = [(one.start, one.end) for one, name in seen if not name.strict and _is_carrier(one)]
    told = _Spans(sure)
    unmeant = frozenset(
        one.start
        for one, name in seen
        if name.strict and not _strictly_means(text, one, name, told)
    )
    if unmeant:  # a shorter name may stand there: NTT in ntt-e
        seen = list(_names(text, squeezed, names, _Spans(benign), unmeant))
    for one, _ in seen:
        yield _with_legal_form(text, one)


def _is_carrier(one: Sighting) -> bool:
    return one.kind is IdentifierKind.CARRIER


class _Spans:
    """Stretches of a text in order, asked for from left to right."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._covered = frozenset(at for start, end in spans for at in range(start, end))

    def any_in(self, start: int, end: int) -> bool:
        """Whether one touches `start` to `end`."""
        return any(at in self._covered for at in range(start, end))


def _names(
    text: Spelled,
    squeezed: Squeezed,
    names: Names,
    benign: _Spans,
    unmeant: frozenset[int] = frozenset(),
) -> Iterator[tuple[Sighting, Name]]:
    """The longest sure name at each place, else the longest, left to right, none in another.

    No strict name begins at the places `unmeant`.
    """
    strokes, at = squeezed.strokes, 0
    while at < len(strokes) - 1:
        best = None
        for length in names.lengths.get(strokes[at : at + 2], ()):
            for name in names.by_strokes.get(strokes[at : at + length], ()):
                if name.strict and squeezed.places[at] in unmeant:
                    continue
                found = _check(text, squeezed, name, at, (names, benign))
                best = found if found and (found[0].sure or best is None) else best
            if best and best[0].sure:
                break
        if best:
            yield best
        at += len(best[1].squeezed) if best else 1


def _check(
    text: Spelled, squeezed: Squeezed, name: Name, at: int, context: tuple[Names, _Spans]
) -> tuple[Sighting, Name] | None:
    """The sighting of `name` at `at`, if what is written there is the name."""
    until = at + len(name.squeezed)
    if not _is_spelled(squeezed.text[at:until], name.squeezed):
        return None
    start, end = squeezed.places[at], squeezed.places[until - 1] + 1
    gaps = _gaps_fit(text, squeezed, name, at)
    edges = _edges_fit(text.text, name, start, end)
    if gaps is None or edges is None:
        return None
    sure: bool | None = gaps and edges
    if name.common:
        sure = _common_means(text, name, (start, end), context)
    if sure is None:
        return None
    return Sighting(kind=name.kind, start=start, end=end, key=name.key, sure=sure), name


def _is_spelled(written: str, name: str) -> bool:
    """Whether `written`, of the same strokes as `name`, is not something else: M1 is not ml."""
    if written == name:
        return True
    others = sum(a != b for a, b in zip(written, name, strict=True))
    return len(name) > _SHORT and others * 2 <= len(name) and not written.isdigit()


def _gaps_fit(text: Spelled, squeezed: Squeezed, name: Name, at: int) -> bool | None:
    """Whether the name is written as one: surely, perhaps (False), or not (None)."""
    length = len(name.squeezed)
    cuts = squeezed.cuts(at, at + length)
    if not cuts:
        return True
    places = squeezed.places
    gaps = {n: text.text[places[at + n - 1] + 1 : places[at + n]] for n in cuts}
    if any(len(gap) > _WIDEST_GAP for gap in gaps.values()):
        return None
    extra = cuts - name.cuts
    if not extra or not name.latin:
        return True
    if len(cuts) == length - 1:
        spelt = all(_SPELT_GAP.fullmatch(gap) for gap in gaps.values())
        return True if spelt and length >= _SHORT else None
    return _is_broken(text.text[places[at] : places[at + length - 1]], gaps, extra, name)


def _is_broken(
    written: str, gaps: dict[int, str], extra: frozenset[int], name: Name
) -> bool | None:
    """Whether a name with gaps that are not its own is broken over lines, or loosely written."""
    broken = all(_BROKEN_GAP.fullmatch(gaps[n]) for n in extra)
    if broken and len(extra) == 1 and len(name.squeezed) > _SHORT:
        return True
    loose = all(_LOOSE_GAP.fullmatch(gaps[n]) for n in extra) and written != written.lower()
    return (
        False if loose and len(name.squeezed) >= (_LOOSE_WORD if name.common else _LOOSE) else None
    )


def _edges_fit(text: str, name: Name, start: int, end: int) -> bool | None:
    """Whether the name stands by itself: surely, perhaps (False), or not (None)."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if name.squeezed[-1] in _COMPASS and behind and behind in _GOES_ON:
        return None
    if not _joins(before, name.squeezed[0]) and not _joins(behind, name.squeezed[-1]):
        return True
    if name.common or not name.latin:
        return None if name.common else True
    return _runs_on(text, name, start, end)


def _runs_on(text: str, name: Name, start: int, end: int) -> bool | None:
    """Whether the name is within a longer word: its plural, KDDICore, kddicore, xKDDI."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if _joins(before, name.squeezed[0]):
        is_hump = before.islower() and text[start].isupper() and len(name.squeezed) > _SHORT
        return False if is_hump else None
    if behind.lower() == "s" and not _joins(text[end + 1 : end + 2], "s"):
        return True
    if behind.isupper() and (text[end - 1].islower() or text[end + 1 : end + 2].islower()):
        return False
    return False if len(name.squeezed) >= _RUNS_ON else None


def _joins(neighbour: str, edge: str) -> bool:
    """Whether a character beside a name's `edge` would make another word of it."""
    if edge.isascii():
        if edge.isdigit() or neighbour.isdigit():
            return edge.isdigit() and neighbour.isascii() and neighbour.isalnum()
        return neighbour.isascii() and neighbour.isalpha()
    return bool(_KATAKANA.match(edge) and _KATAKANA.match(neighbour))


def _common_means(
    text: Spelled, name: Name, place: tuple[int, int], context: tuple[Names, _Spans]
) -> bool | None:
    """Whether an ordinary word means the carrier: surely, perhaps (False), or not (None)."""
    names, benign = context
    start, end = place
    written = text.text[start:end]
    around = text.low[max(0, start - _WINDOW) : start], text.low[end : end + _WINDOW]
    told = _is_beside(name, around)
    if not name.latin:
        return None if benign.any_in(start, end) else told
    japanese = bool(_JAPANESE.search(around[0] + around[1]))
    if benign.any_in(start, end) and not (japanese and told):
        begins = _SENTENCE_START.search(text.text, max(0, start - _WINDOW), start)
        return None if begins or written == written.lower() or " " in written else False
    if written == written.lower() and (name.squeezed not in names.lower or not japanese):
        return told if told and name.squeezed in names.lower else None
    is_own_case = _letters(written) == _letters(name.written) or not name.written.isupper()
    return told if is_own_case or told else None


def _letters(written: str) -> str:
    return "".join(c for c in written if c.isalnum())


def _is_beside(name: Name, around: tuple[str, str]) -> bool:
    """Whether a word that goes with what `name` names stands beside."""
    before, behind = around
    return bool(name.beside.search(behind) or name.beside.search(before))


def _strictly_means(text: Spelled, one: Sighting, name: Name, told: _Spans) -> bool:
    """Whether a strict name means what it names: in its own case, beside what goes with it."""
    if _letters(text.text[one.start : one.end]) != _letters(name.written):
        return False
    low, high = max(0, one.start - _WINDOW), one.end + _WINDOW
    around = text.low[low : one.start], text.low[one.end : high]
    return _is_beside(name, around) or (_is_carrier(one) and told.any_in(low, high))


def _with_legal_form(text: Spelled, one: Sighting) -> Sighting:
    """The sighting with 株式会社 or Inc. that belong to it."""
    before = _LEGAL_BEFORE.search(text.text, max(0, one.start - _WINDOW), one.start)
    behind = _LEGAL_BEHIND.match(text.text, one.end)
    return Sighting(
        kind=one.kind,
        start=before.start() if before else one.start,
        end=behind.end() if behind else one.end,
        key=one.key,
        sure=one.sure,
    )
