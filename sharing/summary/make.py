"""Summaries, with a model where one is set, else by extraction."""

from dataclasses import dataclass

from corpus.account import Language
from sharing.summary.by_model import ModelSummaries
from sharing.summary.coded_lines import summary_of_codes
from sharing.summary.extract import Extracting
from sharing.summary.source import SummarySource
from sharing.summary.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarising:
    """Makes summaries; without `model`, by `rules` alone."""

    rules: Extracting
    model: ModelSummaries | None = None

    def summarise(self, source: SummarySource, language: Language, scope: str) -> Summary:
        """The summary of `source`.

        A model writes it in `language`; rules take sentences as they stand. `scope` is the
        incident or filing whose permission a model needs. Codes are given as they are.
        """
        coded = summary_of_codes(source)
        if coded is not None:
            return coded
        if self.model is None or not source.text.strip():
            return self.rules.summarise(source)
        return self.model.summarise(source, language, scope)
