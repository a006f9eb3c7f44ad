import numpy as np

from eval.judge import Asked
from eval.misses import WORST, worst_misses
from tests.eval.worlds import WordJudge, a_row, cases_of


def test_the_new_that_scored_low_come_before_the_known_that_scored_high() -> None:
    cases = cases_of([a_row(at) for at in range(40)])
    asked = [Asked(at, np.arange(at)) for at in range(40)]
    new, scores = np.arange(40) % 2 == 0, np.arange(40) / 40
    ids = [row["id"] for row in cases.rows]
    misses = worst_misses(ids, asked, new, scores, WordJudge(cases.accounts))
    assert [miss.wanted for miss in misses] == ["new"] * WORST + ["known"] * WORST
    assert [miss.id for miss in misses[:2]] == ["row-0000", "row-0002"]
    assert [miss.id for miss in misses[WORST : WORST + 2]] == ["row-0039", "row-0037"]
    assert misses[0].nearest is None  # nothing came before it
    assert misses[WORST].nearest == "row-0000"
