from tests.triage.lessons.examples import VOCABULARY
from tests.triage.recurrence.examples import RULE
from triage.recurrence.rule import telling


def test_only_concepts_of_the_facets_asked_for_tell_mechanisms_apart() -> None:
    told = frozenset({"signalling-storm", "voice-switch", "restart", "configuration-error"})

    assert telling(told, RULE, VOCABULARY) == {"signalling-storm", "configuration-error"}


def test_the_widest_classes_and_unknown_concepts_tell_nothing() -> None:
    told = frozenset({"human-cause", "equipment-cause", "no-such-concept"})

    assert telling(told, RULE, VOCABULARY) == frozenset()


def test_the_rule_names_its_version_and_has_its_words() -> None:
    assert RULE.version.startswith("2026-11-")
    assert RULE.words.keys() == {"recurred", "answered", "none_answered"}
