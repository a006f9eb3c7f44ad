"""A real LangChain client of a scripted server, and the answer that it is to read."""

from typing import Any

from prompts.langchain_chat import LangChainModel
from prompts.options import ModelOptions
from tests.prompts.fakes import SmallForm
from tests.prompts.scripted_server import ScriptedServer

GOOD = SmallForm(word="停電", count=3)
WRITTEN = GOOD.model_dump_json()
SOON = 0.4


def a_model(server: ScriptedServer, **options: Any) -> LangChainModel:
    told = {"timeout_seconds": SOON, "max_retries": 0, **options}
    return LangChainModel.load("openai:scripted", ModelOptions(base_url=server.url, **told))


def asked(*script: Any, **options: Any) -> SmallForm:
    with ScriptedServer(*script) as server:
        return a_model(server, **options).ask("停電は何台か", SmallForm).answer
