"""Lessons and their richness with a language model: the same forms, what does not stand dropped.

The rules always come first, and stay where the model is silent, unreachable or switched off.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prompts.answers import JudgementForm, ViewpointForm
from prompts.asker import Asker, Request
from prompts.errors import PromptError
from prompts.grounding import Standing, Supported, ground
from prompts.tasks import JUDGE_CRITERIA, WRITE_VIEWPOINTS
from triage.asking import Told, ask, counted, labelled, made_by
from triage.lessons.draft import Drafting
from triage.lessons.lesson import Lesson, Phase, Statement, Viewpoint
from triage.lessons.richness import Richness, shown
from triage.lessons.source import LessonSource, Quotation, Role, quotation
from triage.reasons import Reason

MOST_POINTS = 4
"""The highest mark a model gives: all the points of a criterion."""
_REPORT = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Reasons, what made them, and how many of a model's statements did not stand."""

    reasons: tuple[Reason, ...]
    made_by: Mapping[str, str]
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLessons:
    """Drafts and judges with the model behind `asker`; `names` are carriers' names in kanji."""

    asker: Asker
    names: Sequence[str] = ()

    def draft(self, drafting: Drafting) -> tuple[Lesson, ...]:
        """The lessons that rules draft, with those of the model's viewpoints that stand."""
        lessons = drafting.lessons()
        told = Told.of(drafting.source.account)
        items = "\n".join(f"- {tag.id}: {tag.title.ja}" for tag in drafting.kinds.tags)
        request = Request(
            task=WRITE_VIEWPOINTS,
            data={"report": labelled({_REPORT: told})},
            values={"items": items},
        )
        try:
            asked = ask(self.asker, request, [told.account])
        except PromptError as fault:
            return tuple(_marked(one, _fault(fault), {}) for one in lessons)
        grounded = ground(asked.answer.viewpoints, {_REPORT: told.words}, self.names)
        merged = _merged(drafting, lessons, _viewpoints(grounded.kept, told))
        dropped = counted(grounded.dropped)
        return tuple(_marked(one, made_by(asked), dropped) for one in merged)

    def judge(self, richness: Richness, source: LessonSource) -> Judged:
        """The reasons that the model's marks give, each with words that stand in the source."""
        criteria = {one.id: one for one in richness.criteria.asked}
        told = Told.of(source.account)
        request = Request(
            task=JUDGE_CRITERIA,
            data={"report": labelled({_REPORT: told})},
            values={
                "criteria": "\n".join(f"- {one.id}: {one.question}" for one in criteria.values())
            },
        )
        try:
            asked = ask(self.asker, request, [told.account])
        except PromptError as fault:
            reasons = richness.lesson_reasons(source)
            return Judged(reasons=reasons, made_by=_fault(fault), dropped={})
        known = [one for one in asked.answer.judgements if one.criterion in criteria]
        grounded = ground(known, {_REPORT: told.words}, self.names)
        marks = _marks(grounded.kept, told)
        unknown = {"unknown_criterion": len(asked.answer.judgements) - len(known)}
        dropped = Counter(counted(grounded.dropped)) + Counter(unknown)
        return Judged(
            reasons=tuple(
                Reason(one.id, one.points * marks[one.id][0] / MOST_POINTS, marks[one.id][1])
                for one in criteria.values()
                if one.id in marks
            ),
            made_by=made_by(asked),
            dropped=dict(dropped),
        )


def _fault(fault: PromptError) -> dict[str, str]:
    return {"model_fault": type(fault).__name__}


def _marked(lesson: Lesson, made: Mapping[str, str], dropped: Mapping[str, int]) -> Lesson:
    return replace(lesson, made_by={**lesson.made_by, **made}, dropped=dropped)


def _viewpoints(
    kept: Sequence[Supported[ViewpointForm]], told: Told
) -> list[tuple[Phase, Viewpoint]]:
    return [
        (
            Phase(one.item.phase),
            Viewpoint(
                who=one.item.who,
                what=one.item.what,
                how=one.item.how,
                quotations=_quotations(one.quotations, told),
            ),
        )
        for one in kept
    ]


def _quotations(standing: Sequence[Standing], told: Told) -> tuple[Quotation, ...]:
    return tuple(quotation(told.account, told.language, one.start, one.end) for one in standing)


def _merged(
    drafting: Drafting, lessons: Sequence[Lesson], viewpoints: Sequence[tuple[Phase, Viewpoint]]
) -> tuple[Lesson, ...]:
    """`lessons` with the model's viewpoints in place of the rules', by phase and item.

    One for which there is no lesson yet makes one.
    """
    found: dict[tuple[Phase, str], list[Viewpoint]] = {}
    for phase, viewpoint in viewpoints:
        words = viewpoint.quotations[0]
        asked = replace(words, words=f"{viewpoint.what}\n{viewpoint.how}\n{words.words}")
        found.setdefault((phase, drafting.tag_of(asked).id), []).append(viewpoint)
    merged = [
        replace(one, viewpoints=tuple(found.pop(one.key))) if one.key in found else one
        for one in lessons
    ]
    for (phase, tag), told in found.items():
        frame = replace(drafting.frame(), phase=phase, tag=tag)
        statements = [_stated(viewpoint) for viewpoint in told]
        merged.append(replace(drafting.filled(frame, statements), viewpoints=tuple(told)))
    return tuple(merged)


def _stated(viewpoint: Viewpoint) -> Statement:
    """The words of the source that a model's viewpoint was drawn from, as a statement."""
    words = viewpoint.quotations[0]
    return Statement(role=Role.NARRATIVE, said=words.words, quotations=viewpoint.quotations)


def _marks(kept: Sequence[Supported[JudgementForm]], told: Told) -> dict[str, tuple[int, str]]:
    """The mark of each criterion, its first where there are several, and the words quoted."""
    marks: dict[str, tuple[int, str]] = {}
    for one in kept:
        words = {str(each.start): each.words for each in _quotations(one.quotations, told)}
        marks.setdefault(one.item.criterion, (one.item.points, shown(words)))
    return marks
