"""From what comes in to what is shown: what is hidden from a viewer changes nothing.

For more worlds: KYOKUN_WORLDS=10000 .venv/bin/python -m pytest tests/triage/test_worlds.py
"""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import AccountId
from corpus.reading import Stage
from corpus.viewer import PUBLIC, Audience, Viewer, audiences_of
from embeddings.search import CANDIDATES
from eval.cases import gather
from tests.corpus.steps import filed
from tests.examples import NOW, an_account
from tests.triage.examples import EVERYONE, KDDI, POWER, ROUTER, search_of, telling, triage_of
from tests.triage.worlds import HIDDEN, Step, World, steps
from triage.assessment import to_json
from triage.queue import Queue

WORLDS = int(os.environ.get("KYOKUN_WORLDS", "40"))
VIEWERS = [
    Viewer.parse(each)
    for each in ("public", "carrier:kddi", "carrier:okinawa-cellular", "committee", "secretariat")
]
UNSEEN = st.one_of(steps("filing"), steps("account", carriers=["kddi", "ntt-east", "softbank"]))


@settings(max_examples=WORLDS, deadline=None)
@given(
    happened=st.lists(steps("record", "filing", "filing", "joint"), min_size=1, max_size=7),
    hidden=UNSEEN,
    place=st.integers(0, 7),
)
def test_what_is_hidden_changes_nothing_that_is_shown(
    happened: list[Step], hidden: Step, place: int
) -> None:
    without, with_it = World(), World()
    for number, step in enumerate(happened):
        if number == place:
            with_it.happen(HIDDEN, hidden, hidden=True)
        for world in (without, with_it):
            world.happen(f"n-{number}", step)
    if place >= len(happened):
        with_it.happen(HIDDEN, hidden, hidden=True)

    for viewer in VIEWERS:
        if not hidden.audiences & audiences_of(viewer):
            assert with_it.shown_to(viewer) == without.shown_to(viewer)


SEEN = Step(
    kind="record", carrier="kddi", hours=0, text=ROUTER, number=4, area="全国",
    stage=Stage.FIRST, names=None, said=None,
)  # fmt: skip


@pytest.mark.parametrize("viewer", VIEWERS, ids=str)
def test_what_is_seen_does_change_what_is_shown(viewer: Viewer) -> None:
    world = World()
    world.happen("n-0", SEEN)
    before = world.shown_to(viewer)
    world.happen("n-1", SEEN)

    assert world.shown_to(viewer) != before


def test_hidden_accounts_by_the_hundred_crowd_nothing_out(starter: Database) -> None:
    # More than are looked at in full, and all of them nearer than most of what may be seen.
    accounts = AccountStore(starter)
    for place, account in enumerate(gather().accounts):
        told = dict(account.texts)
        texts = {key: f"{text}\n{POWER}{place}" for key, text in told.items()}
        accounts.put(replace(account, id=AccountId(f"more-{place}"), texts=texts), [PUBLIC])
    mine = filed(starter, telling(ROUTER, NOW.isoformat()))

    def shown() -> list[object]:
        search, queue = search_of(starter), Queue(triage_of(starter), KDDI)
        found = [search.like_text(text, EVERYONE, k) for text in (POWER, ROUTER) for k in (1, 50)]
        day = NOW.date() + timedelta(1)
        assessed = [
            to_json(one)
            for as_of in (None, day)
            for one in queue.assess([mine.filing], as_of, NOW)
        ]
        return [*found, *assessed]

    before = shown()
    assert accounts.labels(EVERYONE).size > CANDIDATES
    for place in range(2 * CANDIDATES):
        account = an_account(f"hidden-{place}", text=f"{POWER}{ROUTER}{place % 7}", day=NOW.date())
        accounts.put(account, [Audience("carrier:softbank")])

    assert shown() == before
