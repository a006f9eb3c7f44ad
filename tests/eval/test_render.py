from eval.figures import Figure, Gain
from eval.render import MOST_COLUMNS, NONE, figure_told, figures_table, render
from eval.result import Counted, Group, Result
from eval.titles import title_of


def a_result(figure: Figure, gain: dict[str, Gain], focus: Group | None = None) -> Result:
    group = Group(
        counted=Counted(n=139, positives=45, base_rate=0.3237, ceiling=0.2889),
        figures={"auroc": figure},
        baselines={"bm25 ja": {"auroc": Figure(value=0.5, low=0.4, high=0.6)}},
        gain=gain,
    )
    return Result(
        suite="novelty",
        digest="d",
        rows=196,
        undated=4,
        configuration={"encoder": "words:test"},
        rounds=1000,
        seed=0,
        all=group,
        focus=focus or group,
    )


GAIN = {"auroc": Gain(against="bm25 ja", value=0.2, low=-0.05, high=0.3)}


def test_a_figure_stands_over_its_baselines_with_intervals_and_the_gain() -> None:
    table = render(a_result(Figure(value=0.7, low=0.6, high=0.8), GAIN))
    assert table == "\n".join(
        [
            "新規性 / novelty",
            "事例 / rows 196, 日付不明 / undated 4; encoder words:test",
            "95%区間 / intervals: bootstrap, 1000 rounds, seed 0",
            *[
                line
                for title in ("全件 / all", "対象 / focus")
                for line in (
                    "",
                    f"{title}: 件数 / n 139, 該当 / positives 45, 無作為 / base rate 0.324,"
                    " 上位10%の上限 / ceiling 0.289",
                    "                                       AUROC",
                    "教訓 / Kyokun                          0.700 [0.600, 0.800]",
                    "bm25 ja                                0.500 [0.400, 0.600]*",
                    "最良の基準との差 / gain over the best  +0.200 [-0.050, +0.300]",
                )
            ],
        ]
    )


def test_an_undefined_figure_is_a_dash_with_its_reason_below() -> None:
    table = render(a_result(Figure(value=None, low=None, high=None, why="no row is new"), {}))
    assert "教訓 / Kyokun                          -\n" in table
    assert table.endswith("gain over the best  -\n-: no row is new")


def test_a_baseline_of_one_set_has_no_figure_of_another() -> None:
    names = [f"set{number}.covered" for number in range(MOST_COLUMNS + 1)]
    figures = {name: Figure(value=0.5, low=0.4, high=0.6) for name in names}
    counted = Counted(n=1, positives=1, base_rate=None, ceiling=None)
    words = {names[0]: figures[names[0]]}
    group = Group(counted=counted, figures=figures, baselines={"words": words}, gain={})

    table = figures_table(group)

    assert [row[0] for row in table][1:3] == [title_of(names[0]), title_of(names[1])]
    assert [row[2] for row in table][1:3] == [figure_told(figures[names[0]]), NONE]
