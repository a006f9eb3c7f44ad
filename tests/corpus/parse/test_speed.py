"""Readers of fields take milliseconds for hostile texts of 100,000 characters."""

from time import process_time

import pytest

from corpus.parse.counts import read_count, read_counts
from corpus.parse.durations import read_minutes
from corpus.parse.intervals import read_intervals
from corpus.parse.moments import read_moment
from corpus.service import find_services

LENGTH = 100_000
SECONDS = (
    1.0  # many times what any of them takes: a slow machine passes, a quadratic pattern fails
)

HOSTILE = [
    *(
        "1,",
        "9",
        "約",
        "十",
        "数",
        "(",
        "(うち",
        "最大",
        " ",
        "1人",
        "計",
        "1~",
        "別紙",
        "一",
        "1時",
    ),
    *("令和", "翌", "1:", "緊急通報", "under ", "2022/1/1 ", "1日と", "Jan "),
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_text_is_read_in_no_time(part: str) -> None:
    long = part * (LENGTH // len(part))
    field = part * (1_990 // len(part))
    start = process_time()
    for text in (long, field):
        read_count(text)
        read_counts(text)
        read_minutes(text)
        read_moment(text)
        read_intervals(text)
        find_services(text)
    assert process_time() - start < SECONDS
