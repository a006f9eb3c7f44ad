from lxml.etree import tostring
from matplotlib import rc_context
from matplotlib.figure import Figure

from eval.svg import DRAWN, SPACE, svg_of


def drawn(name: str = "one") -> str:
    with rc_context({**DRAWN, "svg.hashsalt": name}):
        drawing = Figure()
        axes = drawing.subplots()
        axes.plot([0, 1], [0, 1], "o-", color="#123456")
        axes.set(title="said", xlabel="other")
        root = svg_of(drawing, name, {"said": "示した / said"})
    assert root.tag == f"{SPACE}svg"
    told: str = tostring(root, encoding="unicode")
    return told


def test_no_style_is_left_for_a_policy_to_refuse() -> None:
    assert "style" not in drawn().replace("font-style", "")
    assert "<script" not in drawn()
    assert 'stroke="#123456"' in drawn()
    assert 'font-size="' in drawn()


def test_it_is_lettered_anew_where_there_are_words() -> None:
    assert "示した / said" in drawn()
    assert ">other<" in drawn()


def test_two_drawings_share_no_id() -> None:
    one, other = drawn("one"), drawn("two")
    ids = [{part.split('"')[0] for part in told.split(' id="')[1:]} for told in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert all(f"#{link}" in one for link in {part.split('"')[0] for part in one.split('"#')[1:]})


def test_every_link_inside_leads_somewhere() -> None:
    told = drawn()
    ids = {part.split('"')[0] for part in told.split(' id="')[1:]}
    links = {part.split('"')[0] for part in told.split('href="#')[1:]}
    links |= {part.split(")")[0] for part in told.split("url(#")[1:]}
    assert links
    assert links <= ids


def test_the_same_drawing_gives_the_same_text() -> None:
    assert drawn() == drawn()
