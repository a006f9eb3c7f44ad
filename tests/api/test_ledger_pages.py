"""The commands of ``docs/ledger.md`` and ``docs/bundle.md`` do what the pages say."""

import re
import shlex
from pathlib import Path

import pytest

from api.shown_ledger import FAULTS, NOTES
from sharing.bundle.match import Touch
from tests.api.asking import ROOT, Desk
from tests.api.test_bundle import shared  # noqa: F401 - a fixture

PAGES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("ledger.md", "bundle.md")}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_is_answered(page: str, shared: Desk) -> None:  # noqa: F811
    commands = re.findall(r"^ {4}kyokun (.*)$", PAGES[page], re.MULTILINE)
    for name, content in re.findall(r"`(\w+\.toml)`.*?```toml\n(.*?)```", PAGES[page], re.DOTALL):
        Path(name).write_text(content, "utf-8")

    assert {command.split()[0] for command in commands} == {page.removesuffix(".md")}
    for command in commands:
        said = shared.ask(*shlex.split(command))
        assert (said.code, said.err) == (0, ""), command


def test_what_the_pages_name_is_what_is_answered() -> None:
    told = {*re.findall(r"`([a-z]+(?:_[a-z]+)+)`", "".join(PAGES.values())), "touches", "open"}

    assert {"behind_head", "other_history", "keys_changed", "nothing_found"} <= told
    assert set(Touch) <= told
    assert told & {*FAULTS, *NOTES}
