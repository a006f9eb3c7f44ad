import pytest

from corpus.vocabulary import Facet
from triage.facets.names import name_of


@pytest.mark.parametrize("facet", Facet)
def test_every_facet_has_a_name_of_its_own_in_both_languages(facet: Facet) -> None:
    name = name_of(facet)

    assert name.ja
    assert name.en.isascii()
    assert name_of(str(facet)) == name
    assert [other for other in Facet if name_of(other) == name] == [facet]
