"""Options: off as they come, refused with their path where they are wrong."""

from datetime import date

import pytest

from triage.docket.options import Options, load_options, moved, parse_options
from triage.duty.decision import As
from triage.errors import FactsRefused

SOURCE = 'source = { provision = "案", mark = "M" }'


def test_as_they_come_no_option_changes_anything() -> None:
    options = load_options()

    assert moved(As.SERIOUS, "detailed", date(2025, 7, 10), options) is None
    assert options.not_needed == frozenset()
    assert not any(rule.active for rule in options.longer)
    assert options.batch is not None
    assert not options.batch.active


def batched(months: int) -> Options:
    return parse_options(
        f'watch_minutes = 0\n[batch]\nactive = true\nduties = ["serious"]\n'
        f"months = {months}\n{SOURCE}"
    )


@pytest.mark.parametrize(
    ("law", "months", "due"),
    [
        (date(2025, 4, 1), 6, date(2025, 9, 30)),
        (date(2025, 9, 30), 6, date(2025, 9, 30)),
        (date(2025, 10, 1), 6, date(2026, 3, 31)),
        (date(2026, 3, 31), 6, date(2026, 3, 31)),
        (date(2025, 4, 1), 12, date(2026, 3, 31)),
        (date(2026, 2, 1), 12, date(2026, 3, 31)),
    ],
)
def test_batches_end_with_the_half_year_or_the_fiscal_year(
    law: date, months: int, due: date
) -> None:
    found = moved(As.SERIOUS, "detailed", law, batched(months))
    assert found is not None
    assert found.to == due
    assert moved(As.LEAK, "detailed", law, batched(months)) is None
    assert moved(As.SERIOUS, "annual", law, batched(months)) is None


REFUSED = [
    ("watch_minutes = 1\n[[longer", "$", "not_toml"),
    ("", "$.watch_minutes", "missing"),
    ("watch_minutes = -1", "$.watch_minutes", "negative"),
    ("watch_minutes = 1\nother = 1", "$.other", "unknown_key"),
    (
        'watch_minutes = 1\n[[longer]]\nid = "x"\nactive = true\nduties = ["sirius"]\n'
        f'term = "detailed"\nmore_days = 1\n{SOURCE}',
        "$.longer[0].duties[0]",
        "unknown_value",
    ),
    (
        f"watch_minutes = 1\n[batch]\nactive = true\nduties = []\nmonths = 5\n{SOURCE}",
        "$.batch.months",
        "unknown_value",
    ),
    (
        "watch_minutes = 1\n[batch]\nactive = true\nduties = []\nmonths = 6",
        "$.batch.source",
        "missing",
    ),
    (
        f"watch_minutes = 1\n[first_report]\n{SOURCE}\n[first_report.needed]\nfax = true",
        "$.first_report.needed.fax",
        "unknown_key",
    ),
]


@pytest.mark.parametrize(("text", "path", "code"), REFUSED)
def test_bad_options_are_refused_with_their_path(text: str, path: str, code: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        parse_options(text)
    assert (path, code) in [(fault.path, fault.code) for fault in refused.value.faults]


def test_options_may_leave_out_what_they_do_not_change() -> None:
    options = parse_options(f"watch_minutes = 9\n[first_report]\n{SOURCE}")
    assert (options.watch_minutes, options.longer, options.batch) == (9, (), None)
    assert options.not_needed == frozenset()
