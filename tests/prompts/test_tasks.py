import pytest

from prompts.prompt import prompt_names
from prompts.tasks import TASKS


def test_every_prompt_is_a_task_and_every_task_has_a_prompt() -> None:
    assert tuple(sorted(TASKS)) == prompt_names()


@pytest.mark.parametrize("name", TASKS)
def test_a_task_can_be_rendered(name: str) -> None:
    prompt = TASKS[name].prompt

    shown = prompt.render(
        **{value: {"A": "停電した"} if value in prompt.data else "一覧" for value in prompt.values}
    )

    assert shown.count("【資料 A ") == len(prompt.data)
    assert "${" not in shown
