"""What a search from a cold start loads."""

import subprocess
import sys
from pathlib import Path

from corpus.database import connect
from embeddings.retrieval import Retrieval
from tests.embeddings.examples import database, put, told

SCRIPT = """
import sys
from pathlib import Path
from corpus.account import Language
from corpus.database import connect
import embeddings.retrieval, embeddings.backends
at_import = {"faiss", "sudachipy", "srsly"} & set(sys.modules)
folder = Path(sys.argv[1])
with connect(folder / "kyokun.db") as db:
    found = embeddings.retrieval.Retrieval.open(folder / "index", db)
    assert found.nearest({Language.JA: "停電で基地局が停波した。"}, 3)
heavy = {"torch", "transformers", "sentence_transformers", "spacy", "sklearn", "scipy"}
print(sorted(at_import), sorted(heavy & set(sys.modules)))
"""


def test_a_search_loads_nothing_heavy(tmp_path: Path) -> None:
    with connect(database(tmp_path / "kyokun.db")) as db:
        put(db, told(0), told(1))
        Retrieval.open(tmp_path / "index", db)
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert said.stdout.strip() == "[] []"
