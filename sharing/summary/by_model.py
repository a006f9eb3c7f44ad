"""Summaries with a language model: what does not stand in the text is dropped and counted.

The rules stay where the model is silent, unreachable, switched off, or says nothing that stands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.account import SECTION, Language
from prompts.answers import SummarySentenceForm
from prompts.asker import Asker, Request, Text
from prompts.errors import PromptError
from prompts.grounding import Supported, ground
from prompts.tasks import WRITE_SUMMARY
from sharing.summary.checking import Find, fitting
from sharing.summary.extract import Extracting
from sharing.summary.source import LOOKED_AT, SummarySource
from sharing.summary.summary import Part, Place, Summary, SummarySentence
from sharing.summary.width import cut_to
from triage.asking import counted, made_by

NAMED: Mapping[Language, str] = {Language.JA: "日本語", Language.EN: "英語"}
"""What the prompt calls the language of a summary."""
_TEXT = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSummaries:
    """Summarises with the model behind `asker`, and by `rules` where that gives nothing.

    `find` finds identifiers; `names` are carriers' names in kanji.
    """

    asker: Asker
    rules: Extracting
    find: Find
    names: Sequence[str] = ()

    def summarise(self, source: SummarySource, language: Language, scope: str) -> Summary:
        """The summary of `source` in `language`; `scope` is the one whose permission it needs."""
        text = source.text[:LOOKED_AT].replace(SECTION, "\n")
        request = Request(
            task=WRITE_SUMMARY,
            data={"report": {_TEXT: Text(words=text, scope=scope)}},
            values={"language": NAMED[language]},
        )
        try:
            asked = self.asker.ask(request)
        except PromptError as fault:
            return self._by_rules(source, {"model_fault": type(fault).__name__}, {})
        grounded = ground(asked.answer.sentences, {_TEXT: text}, self.names)
        kept, unfit = fitting(grounded.kept, text, self.find)
        dropped = dict(Counter(counted(grounded.dropped)) + Counter(unfit))
        if not kept:
            return self._by_rules(source, made_by(asked), dropped)
        return self._written(kept, language, made_by(asked), dropped)

    def _by_rules(
        self, source: SummarySource, beside: Mapping[str, str], dropped: Mapping[str, int]
    ) -> Summary:
        summary = self.rules.summarise(source)
        return replace(summary, made_by={**summary.made_by, **beside}, dropped=dropped)

    def _written(
        self,
        kept: Sequence[Supported[SummarySentenceForm]],
        language: Language,
        made: Mapping[str, str],
        dropped: Mapping[str, int],
    ) -> Summary:
        """What the model said and stands, part by part; no more of a part than the rules take."""
        sentences: list[SummarySentence] = []
        left: dict[Part, int] = {}
        for part, rule in self.rules.rules.parts.items():
            of_part = [one for one in kept if one.item.part == part]
            if len(of_part) > rule.most:
                left[part] = len(of_part) - rule.most
            sentences += [self._sentence(part, one) for one in of_part[: rule.most]]
        return Summary(
            language=language,
            sentences=tuple(sentences),
            left_out=left,
            made_by=made,
            dropped=dropped,
        )

    def _sentence(self, part: Part, one: Supported[SummarySentenceForm]) -> SummarySentence:
        return SummarySentence(
            part=part,
            said=cut_to(one.item.statement, self.rules.rules.longest),
            places=tuple(Place(start=at.start, end=at.end) for at in one.quotations),
        )
