"""What a language model can be asked: each task with its prompt and the form of its answer."""

from dataclasses import dataclass
from typing import Any, Generic

from prompts.answers import (
    AnswerForm,
    ComparisonForm,
    FindingsForm,
    JudgementsForm,
    SummaryForm,
    ViewpointsForm,
)
from prompts.model import Answer
from prompts.prompt import Prompt, load_prompt


@dataclass(frozen=True, slots=True)
class Task(Generic[Answer]):
    """One thing to ask for; `name` is that of its prompt."""

    name: str
    form: type[Answer]

    @property
    def prompt(self) -> Prompt:
        """The prompt as it stands now."""
        return load_prompt(self.name)


CODE_FACETS = Task("code_facets", FindingsForm)
JUDGE_CRITERIA = Task("judge_criteria", JudgementsForm)
COMPARE_CASES = Task("compare_cases", ComparisonForm)
WRITE_VIEWPOINTS = Task("write_viewpoints", ViewpointsForm)
ANSWER_QUESTION = Task("answer_question", AnswerForm)
WRITE_SUMMARY = Task("write_summary", SummaryForm)

TASKS: dict[str, Task[Any]] = {
    task.name: task
    for task in (
        CODE_FACETS,
        JUDGE_CRITERIA,
        COMPARE_CASES,
        WRITE_VIEWPOINTS,
        ANSWER_QUESTION,
        WRITE_SUMMARY,
    )
}
