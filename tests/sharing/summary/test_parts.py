from corpus.account import Language
from corpus.vocabulary import Facet
from sharing.summary.parts import load_rules
from sharing.summary.summary import Part
from triage.lessons.source import Role


def test_every_part_has_rules() -> None:
    rules = load_rules()

    assert set(rules.parts) == set(Part)
    assert rules.parts[Part.CAUSE].roles == {Role.CAUSE: 4.0}
    assert Facet.CAUSE in rules.failing
    assert all(set(rule.phrases) == set(Language) for rule in rules.parts.values())
