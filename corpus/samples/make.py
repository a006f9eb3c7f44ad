"""Make the sample filings and, beside each, the reading that is expected of it.

Run as ``python -m corpus.samples.make [FOLDER]``; the same bytes come out each time.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.samples.annual import annual_filings
from corpus.samples.compose import composed
from corpus.samples.facts import Filing, to_compose, told_filings
from corpus.samples.office import excel, slides, word
from corpus.samples.pages import pdf
from corpus.samples.plain import comma_separated, json_object, text
from corpus.samples.truth import expected

FILINGS = Path(__file__).parent / "filings"
STARTER = Path(__file__).parents[1] / "starter" / "incidents.jsonl"

WRITERS: dict[str, Callable[[Filing], bytes]] = {
    ".csv": comma_separated,
    ".docx": word,
    ".json": json_object,
    ".pdf": pdf,
    ".pptx": slides,
    ".txt": text,
    ".xlsx": excel,
}
"""What writes each format."""


def sample_filings() -> Iterator[Filing]:
    """The facts of every sample filing but the annual lists."""
    yield from told_filings()
    with STARTER.open(encoding="utf-8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines)}
    for number, told in enumerate(to_compose(), 1):
        yield composed(told, records[told["id"]], number)


def make(folder: Path) -> int:
    """Write all samples and what is expected of them into `folder`; how many files were made."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {filing.file: WRITERS[Path(filing.file).suffix](filing) for filing in sample_filings()}
    truths = {filing.file: expected(filing) for filing in sample_filings()}
    for name, content, truth in annual_filings():
        made[name], truths[name] = content, truth
    for name, content in made.items():
        (folder / name).write_bytes(content)
        written = json.dumps(truths[name], ensure_ascii=False, indent=1)
        (folder / f"{name}.expected.json").write_text(written + "\n", encoding="utf-8")
    return len(made)


if __name__ == "__main__":
    count = make(Path(sys.argv[1]) if len(sys.argv) > 1 else FILINGS)
    sys.stdout.write(f"{count} filings\n")
