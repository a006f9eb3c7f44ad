"""``kyokun facets``: what a case tells of each facet, with the words that say so."""

import argparse
from collections.abc import Iterator
from itertools import groupby

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import spoken
from api.exits import ANSWERED
from api.output import Output
from api.schemas_facets import CodeOut, FacetsOut
from api.schemas_lessons import QuotationOut
from api.settings import Settings
from api.shown_docket import said
from api.wiring import names_of_carriers, opened, wire_asker
from api.words import Words
from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.ids import AccountId
from corpus.vocabulary import Vocabulary, load_vocabulary
from triage.facets.by_model import Coder, code
from triage.facets.coder import code_by_rules
from triage.facets.coding import Code, FacetCoding, levels_of
from triage.facets.names import name_of
from triage.written import as_json


def declare(declared: Declared) -> None:
    """Which case."""
    declared.add("case", type=spoken, metavar="CASE", said="case")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Code one case: by the model that is set, else by rules."""
    vocabulary = load_vocabulary()
    with opened(settings) as db:
        account = AccountStore(db).get(AccountId(chosen.case), viewer_of(chosen))
        asker = wire_asker(settings)
        if asker is None:
            coding = code_by_rules(account, vocabulary)
        else:
            coding = code(Coder(asker, vocabulary, names_of_carriers(db)), account)
    shown = _out(account, coding, vocabulary)
    output.answer(shown.model_dump(), _lines(shown, output.words))
    return ANSWERED


def _out(account: Account, coding: FacetCoding, vocabulary: Vocabulary) -> FacetsOut:
    return FacetsOut(
        account=account.id,
        title=account.title,
        version=coding.version,
        fault=coding.fault,
        dropped=dict(coding.dropped),
        codes=[_code(one, vocabulary) for one in coding.codes],
    )


def _code(one: Code, vocabulary: Vocabulary) -> CodeOut:
    concept = vocabulary.concept(one.concept)
    return CodeOut(
        facet=one.facet,
        concept=one.concept,
        ja=concept.ja,
        en=concept.en,
        weight=one.weight,
        main=one.main,
        levels=list(levels_of(one.concept, vocabulary)),
        layer=concept.layer,
        function=concept.function,
        quotations=[QuotationOut.model_validate(as_json(span)) for span in one.spans],
    )


def _lines(shown: FacetsOut, words: Words) -> Iterator[str]:
    yield f"{shown.account}  {shown.title}"
    if shown.fault is not None:
        yield f"  ! {words.say('review.model_fault', fault=shown.fault)}"
    for facet, codes in groupby(shown.codes, key=lambda one: one.facet):
        yield f"  {said(name_of(facet), words)}"
        for one in codes:
            named = words.join({"ja": one.ja, "en": one.en})
            quoted = "".join(f"「{quotation.words}」" for quotation in one.quotations)
            yield f"    {'*' if one.main else '-'} {one.weight:.2f} {named} {quoted}"


COMMAND = Command(declare, run)
