"""Any bytes, read or refused."""

import random

import pytest

from corpus.errors import FileRefused
from corpus.intake.document import Kind
from corpus.intake.fault import Fault
from corpus.intake.limits import Limits
from corpus.intake.readers.read import read_document
from corpus.intake.readers.source import Source
from tests.corpus.intake.readers.test_recognise import FILES

MUTATIONS = 12
SMALL = Limits(unpacked_bytes=20_000_000, cells=100_000, blocks=100_000)


def outcome(name: str, content: bytes) -> str:
    try:
        return read_document(Source(name=name, content=content, limits=SMALL)).kind
    except FileRefused as refused:
        return Fault(refused.code) if refused.where.startswith(name) else "no name"


@pytest.mark.parametrize("kind", FILES)
def test_a_flipped_bit_is_read_or_refused_and_never_a_crash(kind: Kind) -> None:
    chance = random.Random(f"flip {kind}")
    for _ in range(MUTATIONS):
        content = bytearray(FILES[kind]())
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        assert outcome(f"a.{kind}", bytes(content)) in {kind, *Fault}


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.PDF])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(kind: Kind, share: float) -> None:
    content = FILES[kind]()
    assert outcome(f"a.{kind}", content[: int(len(content) * share)]) == Fault.DAMAGED


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX, Kind.PPTX])
def test_bytes_overwritten_in_the_middle_are_refused(kind: Kind) -> None:
    content = bytearray(FILES[kind]())
    start = len(content) // 3
    content[start : start + 200] = bytes(200)
    assert outcome(f"a.{kind}", bytes(content)) == Fault.DAMAGED


def test_what_no_reader_thought_of_is_damage_and_quotes_nothing() -> None:
    source = Source(name="a.xlsx", content=FILES[Kind.XLSX](), limits=Limits(cells=None))  # type: ignore[arg-type]
    with pytest.raises(FileRefused) as refused:
        read_document(source)
    assert (refused.value.code, refused.value.details) == ("damaged", {"problem": "TypeError"})
