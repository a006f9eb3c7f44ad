"""``kyokun share bulletin``: a lesson on one page, for the readers of one grain."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from api.command import Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.schemas_bulletin import (
    BulletinOut,
    CheckOut,
    FactOut,
    FileOut,
    PlaceOut,
    SectionOut,
    ShownOut,
)
from api.settings import Settings
from api.wiring import names_of_carriers, opened, wire_asker, wire_renderings, wire_sharing
from corpus.account import Language
from corpus.identifiers.detect import Detector
from corpus.vocabulary import load_vocabulary
from sharing.bulletin.bulletin import Bulletin, Said
from sharing.bulletin.compose import Composing
from sharing.bulletin.desk import Asked, BulletinDesk
from sharing.bulletin.simple import lines_of
from sharing.bulletin.wording import asked_of, load_words
from sharing.bulletin.write import FORMS
from sharing.grain import Grain
from sharing.summary.by_model import ModelSummaries
from sharing.summary.extract import Extracting
from sharing.summary.make import Summarising
from sharing.summary.summary import Part
from triage.lessons.kinds import load_kinds
from triage.lessons.lesson import LessonId


def declare_bulletin(declared: Declared) -> None:
    """Of which lesson, for whom, and into which files."""
    declared.add("lesson", type=spoken, metavar="LESSON", said="lesson")
    declared.add("--grain", choices=list(Grain), said="as_grain")
    declared.add("--label", type=spoken, metavar="TEXT", said="bulletin_label")
    for form in FORMS:
        declared.add(f"--{form}", type=Path, metavar="FILE", said=f"bulletin_{form}")


def run_bulletin(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Write the bulletin into the files that were named, and give what it says."""
    composing = Composing(
        vocabulary=load_vocabulary(),
        kinds=load_kinds(),
        language=Language(output.words.languages[0]),
        label=chosen.label,
    )
    asked = Asked(
        lesson=LessonId(chosen.lesson),
        by=viewer_of(chosen),
        now=now(),
        grain=Grain(chosen.grain) if chosen.grain else None,
    )
    with opened(settings) as db:
        bulletin = _desk(db, settings).bulletin(asked, composing)
    files = [
        _written(bulletin, form, path)
        for form in FORMS
        if (path := getattr(chosen, form)) is not None
    ]
    shown = bulletin_out(bulletin, files)
    output.answer(shown.model_dump(), lines_of(bulletin))
    return ANSWERED


def bulletin_out(bulletin: Bulletin, files: Iterable[FileOut]) -> BulletinOut:
    """A bulletin as other programs read it."""
    titles = load_words(bulletin.language)["parts"]
    left = bulletin.left_out
    return BulletinOut(
        lesson=bulletin.lesson,
        grain=bulletin.grain,
        language=bulletin.language,
        label=bulletin.label,
        title=bulletin.title.text,
        facts=[FactOut(label=fact.label, value=fact.value.text) for fact in bulletin.facts],
        sections=[
            SectionOut(
                part=part,
                title=titles[part],
                sentences=list(map(_shown, some)),
                left_out=left.get(part, 0),
            )
            for part, some in bulletin.sections.items()
        ],
        checks=[
            CheckOut(
                who=check.who.text,
                what=list(map(_shown, asked_of(check, bulletin.language))),
                how=check.how.text,
                lessons=list(check.lessons),
            )
            for check in bulletin.checks
        ],
        checks_left_out=left.get(Part.VIEWPOINTS, 0),
        actions=list(bulletin.actions),
        notes=list(bulletin.notes),
        text=bulletin.text,
        made_by=dict(bulletin.made_by),
        dropped=dict(bulletin.dropped),
        files=list(files),
    )


def _desk(db: Database, settings: Settings) -> BulletinDesk:
    """What makes bulletins of the lessons in `db`."""
    rules, asker = Extracting.by(load_vocabulary()), wire_asker(settings)
    model = None
    if asker is not None:
        find, names = Detector.load().find, names_of_carriers(db)
        model = ModelSummaries(asker=asker, rules=rules, find=find, names=names)
    return BulletinDesk(
        db=db,
        shares=wire_sharing(db).shares,
        renderings=wire_renderings(db),
        summarising=Summarising(rules=rules, model=model),
    )


def _written(bulletin: Bulletin, form: str, path: Path) -> FileOut:
    content = FORMS[form](bulletin)
    path.write_bytes(content)
    return FileOut(form=form, file=str(path), bytes=len(content))


def _shown(said: Said) -> ShownOut:
    places = [PlaceOut(start=place.start, end=place.end) for place in said.places]
    return ShownOut(said=said.text, language=said.language, places=places)
