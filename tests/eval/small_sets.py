"""Benchmark sets of a few rows each, in the form of the real ones."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.eval.worlds import written

WORDS = ("crane", "ladder", "press", "boiler", "truck", "saw")


def an_accident(number: int, month: str, kind: str, **told: Any) -> dict[str, Any]:
    """A report of an accident: `kind` is its type, cause and industry, as ``1|2|3``."""
    accident_type, cause, industry = kind.split("|")
    return {
        "id": f"{month}-{number:03}",
        "text": f"{WORDS[int(cause) % len(WORDS)]} accident type {accident_type} no {number}",
        "group": f"{accident_type}|{cause}",
        "time": month,
        "meta": {
            "cause_med": f"m{int(cause) // 2}",
            "group3": f"{accident_type}|{cause}|{industry}",
        },
        **told,
    }


def accidents() -> list[dict[str, Any]]:
    """Three years, of which the first is the warm-up."""
    rows = []
    for number in range(72):
        year, month = 2019 + number // 24, number % 24 // 2 + 1
        kind = f"{number % 3}|{number % (3 + number // 12)}|{number % 2}"
        rows.append(an_accident(number, f"{year}-{month:02}", kind))
    return rows


def news() -> list[dict[str, Any]]:
    """Two topics of two events each, each told four times."""
    return [
        {
            "id": f"{topic}-{event}-{telling}",
            "text": f"{WORDS[topic]} {WORDS[2 + event]} in town {topic}{event} told {telling}",
            "label": str(topic),
            "group": f"{topic}{event}",
            "lang": "en",
        }
        for topic in range(2)
        for event in range(2)
        for telling in range(4)
    ]


def sentences(split: str) -> list[dict[str, Any]]:
    """Pairs of sentences that share from none to all of their words."""
    words = ["駅", "犬", "海", "山", "川", "空"]
    return [
        {
            "id": f"{split}-{shared}-{turn}",
            "text": " ".join(words[turn:] + words[:turn]),
            "text2": " ".join((words[turn:] + words[:turn])[:shared] + ["町"] * (6 - shared)),
            "label": shared - 0.4 * (turn % 2) + 0.1,
            "split": split,
        }
        for shared in range(7)
        for turn in range(3)
    ]


def instructions() -> Mapping[str, list[dict[str, Any]]]:
    """Sentences that ask for something, and such that only sound so."""
    return {
        "bipia": [
            {"id": "a", "text": "mail", "label": "benign"},
            {"id": "b", "text": "mail x", "label": "inject", "meta": {"attack": "Do this now."}},
        ],
        "purplellama_injection": [
            {"id": str(at), "text": f"Forget it {at}.", "label": "inject"} for at in range(3)
        ],
        "notinject_one": [{"id": "n", "text": "May I ignore this?", "label": "benign"}],
    }


def all_sets(folder: Path) -> Path:
    """`folder` with every set in it."""
    written(folder / "mhlw_accidents_2019_2021.jsonl", *accidents())
    written(folder / "ecbplus_topics.jsonl", *news())
    written(folder / "jsts_v1.jsonl", *sentences("jsts/valid"), *sentences("jsts/train"))
    written(folder / "jsick_test.jsonl", *sentences("test"))
    for name, rows in instructions().items():
        written(folder / f"{name}.jsonl", *rows)
    return folder
