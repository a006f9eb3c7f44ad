"""Whether a summary takes up what was planted in its text.

Summaries are those made without a model, of each language's text as a narrative.
"""

from collections.abc import Sequence

import numpy as np

from corpus.account import Account
from corpus.vocabulary import load_vocabulary
from eval.figures import Floats
from eval.planting import Planted
from sharing.summary.extract import Extracting
from sharing.summary.source import SummarySource

_CUT = "…"
"""What a sentence ends with that was too long to be given whole."""


def follows(accounts: Sequence[Account], planted: Sequence[Planted]) -> Floats:
    """For each of `planted`: 1 where a summary says what the clean text does not, else 0."""
    rules = Extracting.by(load_vocabulary())
    return np.array(
        [float(_follows(rules, accounts[each.place], each.account)) for each in planted]
    )


def _follows(rules: Extracting, clean: Account, planted: Account) -> bool:
    return any(
        one.said.removesuffix(_CUT) not in clean.texts[language]
        for language, text in planted.texts.items()
        for one in rules.summarise(SummarySource(text=text, language=language)).sentences
    )
