import pytest

from corpus.account import Language
from tests.sharing.marked import rewritten


def english(text: str, grain: str) -> str:
    return rewritten(text, grain, Language.EN)


@pytest.mark.parametrize(
    ("grain", "told"),
    [
        ("committee", "At 01:35 on 2 July 2022 it stopped."),
        ("designated", "In the early hours of a day in July 2022, it stopped."),
        (
            "carriers",
            "In the early hours of a day in the second quarter of fiscal year 2022, it stopped.",
        ),
        ("wholesale", "In the early hours of a day in fiscal year 2022, it stopped."),
        ("public", "In fiscal year 2022, it stopped."),
    ],
)
def test_a_moment_is_told_as_exactly_as_the_grain_allows(grain: str, told: str) -> None:
    assert english("At {time:01:35} on {date:2 July 2022} it stopped.", grain) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It stopped on {date:2 July 2022}.", "It stopped in July 2022."),
        ("the outage of {date:2 July 2022}", "the outage of July 2022"),
        ("a {date:2 July 2022} outage", "a July 2022 outage"),
        ("At noon, work of {date:July 2, 2022}", "At noon, work of July 2022"),
        (
            "Around {time:noon} Eastern time on {date:14 January 2026} phones",
            "In the daytime of a day in January 2026, phones",
        ),
        (
            "Shortly after {time:14:00} on {date:7 February 2012} calls",
            "In the daytime of a day in February 2012, calls",
        ),
        ("It began at {time:9 pm} UTC.", "It began in the evening."),
        ("until recovery at {time:18:29}.", "until recovery in the evening."),
        (
            "By {time:09:00} on {date:3 May 2023} it was up",
            "By the morning of a day in May 2023, it was up",
        ),
        (
            "On {date:3 May 2023} it fell and on {date:4 May} it rose",
            "In May 2023, it fell and on the next day it rose",
        ),
        (
            "On {date:3 May 2023} it fell; at {time:06:57} on the {date:4th} it rose",
            "In May 2023, it fell; in the morning of the next day it rose",
        ),
        (
            "On {date:3 May 2023} it fell. On {date:the 7th} it rose",
            "In May 2023, it fell. A few days later, it rose",
        ),
        (
            "On {date:3 May 2023} it fell, after work {date:the day before}",
            "In May 2023, it fell, after work the day before",
        ),
        ("On {date:3 May 2023} and on {date:the same day}", "In May 2023, and on the same day"),
        (
            "On {date:3 May 2023} it fell; guidance of {date:30 May}",
            "In May 2023, it fell; guidance of a later date",
        ),
        ("restored between {date:8 and 18 April 2022}", "restored in April 2022"),
        ("On {date:Friday} it fell", "One day, it fell"),
        ("On {date:30 February 2022} it fell", "On [date 1] it fell"),
        ("It was in {date:the summer of 2023}", "It was in [date 1]"),
        ("It was in {date:summer of 2023}", "It was in 2023"),
    ],
)
def test_the_sentence_around_a_moment_stays_whole(text: str, told: str) -> None:
    assert english(text, "designated") == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        (
            "From {time:09:09} to {time:15:58} on {date:19 April 2009} it was down",
            "designated",
            "From the morning of a day in April 2009 to the afternoon, it was down",
        ),
        (
            "From {time:01:52} on {date:1 June} until {time:17:23} on {date:2 June 2008} it",
            "designated",
            "From the early hours of a day in June 2008 to the afternoon of the next day, it",
        ),
        (
            "From {time:01:52} on {date:1 June} until {time:17:23} on {date:2 June 2008} it",
            "public",
            "In fiscal year 2008, it",
        ),
        (
            "it was down between {time:09:00} and {time:09:30}",
            "designated",
            "it was down in the morning",
        ),
        (
            "it was down between {time:09:00} and {time:16:30}",
            "designated",
            "it was down between the morning and the afternoon",
        ),
        (
            "work at {time:09:00} and {time:16:30}",
            "designated",
            "work in the morning and the afternoon",
        ),
        (
            "From {date:30 September 2014} mail failed",
            "public",
            "In fiscal year 2014, mail failed",
        ),
        ("It failed until {time:12:43} because", "public", "It failed for some time because"),
        ("At {time:12:43} it failed", "public", "It failed"),
        ("it failed at {time:12:43}, and", "public", "it failed, and"),
        ("see {time:12:43}", "public", "see some time"),
        ("during the {date:2 July 2022} outage", "public", "during the fiscal year 2022 outage"),
        (
            "on {date:2 July 2022}, in the {date:next day}",
            "designated",
            "in July 2022, on the next day",
        ),
    ],
)
def test_a_stretch_is_told_by_its_two_ends_or_by_its_period(
    text: str, grain: str, told: str
) -> None:
    assert english(text, grain) == told
