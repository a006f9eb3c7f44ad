"""Accounts that a viewer may not see change nothing that it observes: not a digit, not a rank."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.database import connect
from corpus.viewer import PUBLIC, Audience
from embeddings import lexical, search
from embeddings.retrieval import Retrieval
from tests.embeddings.examples import FAILURES, an_account, database

SENTENCES = [
    *FAILURES,
    ("障害。", "Fault."),
    ("KDDIの基地局で輻輳が続いた。", "Congestion went on at base stations."),
    ("復旧に時間を要した。", "Recovery took long."),
]
JAPANESE = st.lists(st.sampled_from([ja for ja, _ in SENTENCES]), max_size=3).map("".join)
ENGLISH = st.lists(st.sampled_from([en for _, en in SENTENCES]), max_size=3).map(" ".join)
TEXTS = st.tuples(JAPANESE, ENGLISH).filter(any)
WORLD = st.lists(st.tuples(TEXTS, st.booleans()), min_size=1, max_size=14)
HIDDEN = Audience("secretariat")


def an_account_of(place: int, texts: tuple[str, str]) -> Account:
    return an_account(f"a{place}", *texts)


def observed(
    folder: Path, world: list[tuple[int, tuple[str, str], bool]], asked: Account, k: int
) -> list[tuple[str, float, dict[str, float]]]:
    """What a public viewer is shown: ids, scores to the last digit, and the parts of scores."""
    with connect(database(folder / "kyokun.db")) as db:
        store = AccountStore(db)
        shown = {place: seen for place, _, seen in world}
        labels = {
            store.put(an_account_of(place, texts), [PUBLIC if seen else HIDDEN]): place
            for place, texts, seen in world
        }
        allowed = np.array(
            [label for label, place in labels.items() if shown[place]],
            np.int64,
        )
        near = Retrieval.open(folder / "index", db).nearest(asked.texts, k, allowed)
        return [(f"a{labels[one.label]}", one.score, dict(one.parts)) for one in near]


@given(WORLD, TEXTS, st.integers(1, 8))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_hidden_changes_nothing(
    world: list[tuple[tuple[str, str], bool]], asked: tuple[str, str], k: int
) -> None:
    everything = [(place, texts, seen) for place, (texts, seen) in enumerate(world)]
    seen_only = [one for one in everything if one[2]]
    question = an_account("asked", *asked)
    before = search.CANDIDATES, search._PER_RESULT, lexical.YOUNG
    # Few candidates and small segments, so that borders are met with few accounts.
    search.CANDIDATES, search._PER_RESULT, lexical.YOUNG = 2, 1, 2
    try:
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            assert observed(Path(one), everything, question, k) == observed(
                Path(other), seen_only, question, k
            )
    finally:
        search.CANDIDATES, search._PER_RESULT, lexical.YOUNG = before


@given(st.lists(TEXTS, min_size=1, max_size=12), TEXTS)
@settings(max_examples=25, deadline=None)
def test_a_pair_scores_the_same_alone_and_from_either_side(
    texts: list[tuple[str, str]], asked: tuple[str, str]
) -> None:
    question = an_account("asked", *asked)
    others = [an_account_of(place, one) for place, one in enumerate(texts)]
    together = {
        near.label: near.score for near in Retrieval.in_memory(others).nearest(question.texts, 99)
    }
    for place, other in enumerate(others):
        alone = Retrieval.in_memory([other]).nearest(question.texts, 1)
        back = Retrieval.in_memory([question]).nearest(other.texts, 1)
        assert [near.score for near in alone] == [near.score for near in back]
        assert [near.score for near in alone] == [together[place]] * len(alone)
