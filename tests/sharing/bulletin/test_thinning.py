from sharing.bulletin.bulletin import Bulletin
from sharing.bulletin.thinning import thinned
from sharing.summary.summary import Part
from tests.sharing.bulletin.examples import a_bulletin, said


def chance(page: Bulletin) -> float:
    """Half, as long as the page tells of the procedure; little otherwise."""
    return 0.5 if "手順書" in page.words else 0.1


def test_a_page_that_names_nobody_stays() -> None:
    assert thinned(a_bulletin(), chance, 0.5) == a_bulletin()


def test_sentences_that_name_go_and_are_counted() -> None:
    page = thinned(a_bulletin(), chance, 0.25)

    assert page is not None
    assert page.sections == {
        Part.CAUSE: (),
        Part.COURSE: (),
        Part.LESSONS: (said("二人で確かめる"),),
    }
    assert page.checks[0].lessons == (1,)
    assert page.notes[0] == "事業者が分かるおそれがあるため、2文を除きました。"


def test_a_page_that_names_without_a_sentence_cannot_be_thinned() -> None:
    assert thinned(a_bulletin(title=said("手順書")), chance, 0.25) is None
