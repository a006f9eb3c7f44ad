from pathlib import Path

from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, PUBLIC, RECORD, shaped
from tests.api.test_share import a_lesson

FORMS = ("html", "pdf", "docx", "text")


def test_a_bulletin_is_written_in_every_form(desk: Desk, tmp_path: Path) -> None:
    lesson = a_lesson(desk)
    files = {form: tmp_path / f"bulletin.{form}" for form in FORMS}
    named = [part for form, path in files.items() for part in (f"--{form}", path)]

    told = desk.json("share", "bulletin", lesson, "--grain", "designated", *named)

    shaped("share-bulletin", told)
    assert (told["lesson"], told["grain"]) == (f"{lesson}.1", "designated")
    assert (told["language"], told["label"]) == ("ja", "TLP:AMBER")
    assert [one["part"] for one in told["sections"]] == ["cause", "course", "lessons"]
    assert {one["form"]: one["bytes"] for one in told["files"]} == {
        form: path.stat().st_size for form, path in files.items()
    }
    for section in told["sections"]:
        for one in section["sentences"]:
            for place in one["places"]:
                assert told["text"][place["start"] : place["end"]] == one["said"]
    assert "KDDI" not in files["text"].read_text("utf-8") + files["html"].read_text("utf-8")


def test_in_english_with_a_label_of_ones_own(desk: Desk) -> None:
    lesson = a_lesson(desk)

    said = desk.ask("share", "bulletin", lesson, "--label", "Internal", "--lang", "en")

    assert said.code == 0
    assert said.out.startswith("A lesson to share  [Internal]\n")
    assert "Viewpoints to check" in said.out


def test_who_sees_nothing_of_a_lesson_gets_no_bulletin(desk: Desk) -> None:
    lesson = a_lesson(desk, RECORD)

    for viewer in (DOCOMO, PUBLIC):
        said = desk.ask("share", "bulletin", lesson, "--json", *viewer)

        assert said.code != 0
        assert "error" in said.json
