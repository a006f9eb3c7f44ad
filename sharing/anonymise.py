"""Anonymising (匿名化): a text as a grain may see it, so that nobody can tell whose it is.

    source ─ detector, policy of the grain, check ─► rendering ─ gate ─► leaves
                                                        ▲          │ named too surely
                                                        └─ lattice ┘     famous, or blocked: why

The only door by which a text of a case becomes one for others. It is deterministic: the same text
gives the same answer, whatever else is on record.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from corpus.account import Account, Language
from corpus.identifiers.detect import Detector
from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.language import language_of
from sharing.attacker import Subject
from sharing.check import Renderer
from sharing.errors import IdentifierLeft
from sharing.famous import best_of, is_famous
from sharing.fitting import fitting
from sharing.gate import Gate, Verdict, limit_of
from sharing.grain import Grain
from sharing.grain_file import k_of, policy_of
from sharing.lattice import LOWERED, Candidate, Lattice, Step, lowered
from sharing.rendering import Rendering, Suspect
from sharing.usefulness import Usefulness


class Why(StrEnum):
    """Why a text does not leave."""

    FAMOUS = "famous"  # 事実だけで特定される
    NOTHING_TOLD = "nothing_told"  # 一般化すると何も残らない
    FEW_FIT = "few_fit"  # 当てはまる事業者が少ない


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What goes with a text: the `carriers` it happened to (none: those that it names).

    `beside` are words that are told beside whatever becomes of the text: they are not rewritten,
    but judged with it.
    """

    carriers: frozenset[str] = frozenset()
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymised:
    """A text as `grain` may see it, and what the gate found.

    `text` is None where it is `blocked`, `why` says why. A `famous` case cannot be hidden: what is
    left is to tell of it by name, if the originator consents. `replaced` are the identifiers of
    the source that were not kept, `undecided` those of them that a person should look at;
    `suspects` whom the attacker names, `named` the chance that it is the carrier itself. `step` is
    how far the text was generalised, `steps` what was tried; `loss` is the share of the use that
    is gone (0 to 1). The key of the placeholders never leaves with it.
    """

    grain: Grain
    language: Language
    text: str | None = field(repr=False)
    why: Why | None
    replaced: tuple[Identifier, ...]
    undecided: tuple[Identifier, ...]
    suspects: tuple[Suspect, ...]
    named: float
    k: int
    step: Step
    steps: tuple[Candidate, ...]
    loss: float

    @property
    def blocked(self) -> bool:
        """Whether it may not leave."""
        return self.text is None

    @property
    def famous(self) -> bool:
        """Whether its facts alone name it."""
        return self.why is Why.FAMOUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymiser:
    """Anonymises texts; threads may share one."""

    find: Callable[[str], Sequence[Identifier]]
    gate: Gate
    usefulness: Usefulness

    @staticmethod
    def load() -> "Anonymiser":
        """The anonymiser with every layer of this release."""
        return _load()

    def anonymise(
        self,
        text: str,
        grain: Grain,
        language: Language | None = None,
        k: int | None = None,
        context: "Context | None" = None,
    ) -> Anonymised:
        """`text` as `grain` may see it, with `k` carriers as likely (None: as the grain has it).

        A text that is in another language than `language` is judged in both.
        """
        language = language or language_of(text)
        case = _Case(self, text, grain, language, k or k_of(grain))
        return case.answer(context or Context())

    def anonymise_account(
        self,
        account: Account,
        grain: Grain,
        k: int | None = None,
        context: "Context | None" = None,
    ) -> dict[Language, Anonymised]:
        """Each text of `account` as `grain` may see it."""
        return {
            language: self.anonymise(text, grain, language, k, context)
            for language, text in account.texts.items()
        }


class _Case:
    """One text on its way through the gate."""

    def __init__(
        self, door: Anonymiser, text: str, grain: Grain, language: Language, k: int
    ) -> None:
        self._door = door
        self._text = text
        self._grain = grain
        self._language = language
        self._k = k
        self._languages = sorted({language, language_of(text)})
        self._found = tuple(door.find(text))
        self._steps: list[Candidate] = []
        self._beside = ""

    def answer(self, context: Context) -> Anonymised:
        """The text as it may leave, or why it may not."""
        self._beside = context.beside
        subject = self._subject(context.carriers)
        lattice = self._lattice(subject)
        rendering, shorter = None, None
        try:
            for rendering, one in self._worded(lattice):
                self._steps.append(one)
                if lattice.allows(one) and self._fits(one.text):
                    return self._told(one, subject, rendering)
            shorter = lattice.without_sentences(self._steps[-1].text)
        except IdentifierLeft:
            rendering = None  # its words cannot be trusted; its codes hold none of them
        coded = self._by_codes(lattice, shorter)
        if coded is None:
            return self._refused(lattice, subject)
        return self._told(coded, subject, rendering if coded is shorter else None)

    def _subject(self, carriers: frozenset[str]) -> Subject:
        named = {one.key for one in self._found if one.kind is IdentifierKind.CARRIER}
        return self._door.gate.attacker.subject_of(
            self._text, self._language, carriers or frozenset(named)
        )

    def _lattice(self, subject: Subject) -> Lattice:
        use, on_record, language = self._door.usefulness, subject.on_record, self._language
        wanted = use.wanted(self._text, language, on_record)
        return Lattice(
            language=language,
            chance=lambda text: self._judged(text, subject).highest,
            kept=lambda text: use.kept(wanted, text, language, on_record),
            limit=limit_of(self._k),
        )

    def _worded(self, lattice: Lattice) -> Iterator[tuple[Rendering, Candidate]]:
        """The renderings that keep words of the source, each telling less."""
        renderer = Renderer(find=self._door.find, language=self._language)
        policy = policy_of(self._grain)
        rendering = renderer.render(self._text, self._grain, policy)
        yield rendering, lattice.measured(Step.GRAIN, rendering.text)
        for step in LOWERED:
            policy = lowered(policy, step)
            rendering = renderer.render(self._text, self._grain, policy)
            yield rendering, lattice.measured(step, rendering.text)

    def _by_codes(self, lattice: Lattice, shorter: Candidate | None) -> Candidate | None:
        """What keeps most: `shorter`, or the codes of the source that are low enough."""
        tried = lattice.by_codes(self._text)
        self._steps += [*([shorter] if shorter else []), *tried[:1]]
        best = best_of((one for one in tried if self._fits(one.text)), lattice.limit)
        if best is not None:
            best = lattice.filled(best, self._text)
        if shorter is not None and self._fits(shorter.text):
            best = best_of([shorter, *([best] if best else [])], lattice.limit)
        if best is None:
            self._steps += sorted(tried[1:], key=lambda one: one.named)[:1]
        else:
            self._steps.append(best)
        return best

    def _told(
        self, one: Candidate, subject: Subject, rendering: Rendering | None = None
    ) -> Anonymised:
        return self._made(one, subject, rendering, None)

    def _refused(self, lattice: Lattice, subject: Subject) -> Anonymised:
        coded = [one for one in self._steps if one.step is Step.CODES]
        nothing = Candidate(step=Step.CODES, text="", named=0.0, kept=0.0)
        if not coded:
            return self._made(nothing, subject, None, Why.NOTHING_TOLD)
        famous = is_famous(coded[0], coded, lattice.limit)
        return self._made(coded[-1], subject, None, Why.FAMOUS if famous else Why.FEW_FIT)

    def _made(
        self, one: Candidate, subject: Subject, rendering: Rendering | None, why: Why | None
    ) -> Anonymised:
        hidden = self._found if rendering is None else rendering.replaced
        verdict = self._judged(one.text, subject)
        return Anonymised(
            grain=self._grain,
            language=self._language,
            text=one.text if why is None else None,
            why=why,
            replaced=hidden,
            undecided=tuple(each for each in hidden if not each.sure),
            suspects=verdict.suspects,
            named=verdict.named,
            k=self._k,
            step=one.step,
            steps=tuple(self._steps),
            loss=1.0 - one.kept,
        )

    def _judged(self, text: str, subject: Subject) -> Verdict:
        whole = f"{text}\n{self._beside}" if self._beside else text
        judge = self._door.gate.judge
        verdicts = (judge(whole, each, subject, self._k) for each in self._languages)
        return max(verdicts, key=lambda verdict: verdict.highest)

    def _fits(self, text: str) -> bool:
        """Whether enough carriers of the register fit the places and services that are told."""
        return self._k == 1 or len(fitting(text, self._language)) >= self._k


@cache
def _load() -> Anonymiser:
    return Anonymiser(find=Detector.load().find, gate=Gate.load(), usefulness=Usefulness.load())
