"""Patterns written from named parts: ``{dot}`` stands for the part called dot."""

from collections.abc import Mapping


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """`pattern` with its parts put in; a part may be made of those after it in `parts`.

    Braces of repetitions (``{1,3}``) stay as they are.
    """
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern
