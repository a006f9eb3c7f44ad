"""A good answer, an asker of a scripted server, and what an asker put on record."""

from pathlib import Path
from typing import Any

from corpus.database import connect
from prompts.asker import Asker
from prompts.langchain_chat import LangChainModel
from prompts.options import ModelOptions
from tests.prompts.fakes import a_finding, an_asker, findings
from tests.prompts.scripted_server import ScriptedServer

GOOD = findings(a_finding())


def rows(asker: Asker, table: str = "model_calls") -> list[dict[str, Any]]:
    with connect(asker.record.path) as db:
        return list(db.table(table).rows)


def outcomes(asker: Asker) -> list[str]:
    return [row["outcome"] for row in rows(asker)]


def over_http(directory: Path, server: ScriptedServer, **options: Any) -> Asker:
    told = ModelOptions(base_url=server.url, timeout_seconds=5, max_retries=0)
    return an_asker(directory, LangChainModel.load("openai:scripted", told), **options)
