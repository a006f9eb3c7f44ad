"""What holds of every coding, whoever made it."""

from corpus.account import Account
from triage.facets.coding import FacetCoding


def stands_in(coding: FacetCoding, account: Account) -> bool:
    """Whether all words that support `coding` stand in `account` where they are said to."""
    return all(
        span.words and account.texts[span.language][span.start : span.end] == span.words
        for code in coding.codes
        for span in code.spans
    )
