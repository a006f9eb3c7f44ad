"""Put a bulletin together: the codes of a lesson, its summary, and what its reader should do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.account import Language
from corpus.language import language_of
from corpus.regime import Wording
from corpus.vocabulary import Vocabulary
from sharing.bulletin.bulletin import Bulletin, Check, Fact, Said
from sharing.bulletin.material import Material
from sharing.bulletin.wording import load_words, plain
from sharing.grain import Grain
from sharing.summary.addressing import speaks_to_reader
from sharing.summary.summary import Part, Summary
from sharing.summary.width import CUT, cut_to
from triage.lessons.kinds import Kinds, Tag, in_language
from triage.lessons.source import Role

LONGEST_TITLE, LONGEST_LABEL, LONGEST_CELL = 110, 40, 200
"""Places that a title, a handling mark and a cell of the table of viewpoints take at most."""
_CODED = ("cause", "function")
_PLACEHOLDERS = {Language.JA: "〔", Language.EN: "["}


@dataclass(frozen=True, slots=True, kw_only=True)
class Composing:
    """Composes bulletins in `language`; `label` is the handling mark, None: that of the grain."""

    vocabulary: Vocabulary
    kinds: Kinds
    language: Language
    label: str | None = None

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of the language."""
        return load_words(self.language)

    def bulletin(self, material: Material, summary: Summary) -> Bulletin:
        """The bulletin of `material`, of which `summary` was made; all of it, on no page yet."""
        seen = material.seen
        tag = self.kinds.tag(seen.fields["tag"])
        label = cut_to(plain(self.label or self.words["labels"][seen.grain]), LONGEST_LABEL)
        sections: dict[Part, tuple[Said, ...]] = {
            part: tuple(self._said(one.said, one.places) for one in summary.of(part))
            for part in Part
            if part is not Part.VIEWPOINTS
        }
        hidden = self._other(material, sections)
        checks = tuple(self._checks(material, sections[Part.LESSONS], tag))
        checks += tuple(self._summed_up(summary, tag))
        shown = [said for some in sections.values() for said in some]
        shown += [said for check in checks for said in (check.who, *check.what, check.how)]
        return Bulletin(
            language=self.language,
            lesson=seen.version_id,
            grain=seen.grain,
            label=label,
            title=self._title(material, tag),
            facts=tuple(self._facts(material.fields, tag)),
            sections=sections,
            checks=checks,
            actions=self._actions(seen.grain, label),
            notes=tuple(self._notes(material, summary, hidden, shown)),
            left_out=summary.left_out,
            made_by=summary.made_by,
            dropped=summary.dropped,
            text=material.source.text,
        )

    def _own(self, text: str) -> Said:
        return Said(text=text, language=self.language)

    def _said(self, text: str, places: Any = ()) -> Said:
        told = plain(text)
        return Said(text=told, language=language_of(told), places=tuple(places))

    def _title(self, material: Material, tag: Tag) -> Said:
        title = material.fields.get("title")
        if not title or language_of(title) is not self.language:
            return self._own(self.words["untitled"].format(tag=self._in(tag.title)))
        return self._said(cut_to(plain(title), LONGEST_TITLE))

    def _facts(self, fields: Mapping[str, Any], tag: Tag) -> Iterator[Fact]:
        phase = next(kind.title for kind in self.kinds.phases if kind.id == fields["phase"])
        yield self._fact("phase", self._in(phase))
        yield self._fact("tag", self._in(tag.title))
        for name in _CODED:
            if fields.get(name):
                concept = self.vocabulary.concept(fields[name]["id"])
                yield self._fact(name, concept.label(self.language))
        if fields.get("trigger"):
            titles = {kind.id: kind.title for kind in self.kinds.triggers}
            yield self._fact("trigger", self._in(titles[fields["trigger"]["id"]]))

    def _fact(self, name: str, value: str) -> Fact:
        return Fact(label=self.words[name], value=self._own(value))

    def _in(self, wording: Wording) -> str:
        return in_language(wording, self.language)

    def _other(self, material: Material, sections: dict[Part, tuple[Said, ...]]) -> int:
        """Put statements in another language where there are none; gives how many are left."""
        told = material.other
        if not told or sections[Part.LESSONS]:
            return len(told)
        sections[Part.LESSONS] = tuple(self._said(one) for one in told)
        return 0

    def _checks(self, material: Material, lessons: Sequence[Said], tag: Tag) -> Iterator[Check]:
        """The viewpoints, those of the same people and proof as one."""
        grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for one in material.fields.get("viewpoints") or ():
            who = self._ours(plain(one.get("who") or ""), tag.who)
            how = self._ours(plain(one.get("how") or ""), tag.how)
            grouped.setdefault((who, how), []).append(one)
        if not grouped:
            own = self._own(self.words["asks"].format(tag=self._in(tag.title)))
            numbers = tuple(range(1, len(lessons) + 1))
            yield self._check(self._in(tag.who), self._in(tag.how), (own,), numbers)
        for (who, how), some in grouped.items():
            what, numbers = self._what(some, lessons, tag)
            yield self._check(who, how, what, numbers)

    def _check(
        self, who: str, how: str, what: tuple[Said, ...], lessons: tuple[int, ...] = ()
    ) -> Check:
        who, how = cut_to(who, LONGEST_CELL), cut_to(how, LONGEST_CELL)
        return Check(who=self._said(who), what=what, how=self._said(how), lessons=lessons)

    def _ours(self, told: str, ours: Wording) -> str:
        """`told`; where it is words of ours in either language, or nothing, those in this one."""
        return self._in(ours) if told in {"", plain(ours.ja), plain(ours.en)} else told

    def _what(
        self, some: Sequence[Mapping[str, Any]], lessons: Sequence[Said], tag: Tag
    ) -> tuple[tuple[Said, ...], tuple[int, ...]]:
        """What is checked: words, and for a lesson on the page its number."""
        numbers: set[int] = set()
        others: list[str] = []
        for told in (plain(one.get("what") or "") for one in some):
            found = [at for at, one in enumerate(lessons, 1) if _stands(one.text, told)]
            numbers.update(found)
            if told and not found and not speaks_to_reader(told, Role.LESSON):
                others.append(told)
        what = [self._said(cut_to(one, LONGEST_CELL)) for one in dict.fromkeys(others)]
        if not numbers and not what:
            what = [self._own(self.words["asks"].format(tag=self._in(tag.title)))]
        return tuple(what), tuple(sorted(numbers))

    def _summed_up(self, summary: Summary, tag: Tag) -> Iterator[Check]:
        """What the summary found of viewpoints in the case."""
        told = tuple(self._said(one.said, one.places) for one in summary.of(Part.VIEWPOINTS))
        if told:
            yield self._check(self._in(tag.who), self._in(tag.how), told)

    def _actions(self, grain: Grain, label: str) -> tuple[str, ...]:
        acts = self.words["act"]
        return tuple(one.format(label=label) for one in acts.get(grain, acts["usual"]))

    def _notes(
        self, material: Material, summary: Summary, hidden: int, shown: Sequence[Said]
    ) -> Iterator[str]:
        words = self.words
        if material.held:
            yield words["held"]
        if material.coded:
            yield words["coded"]
        if _PLACEHOLDERS[summary.language] in material.source.text:
            yield words["placeholders"]
        if any(one.language is not self.language for one in shown):
            yield words["other_language"]
        if hidden:
            yield words["not_translated"].format(count=hidden)
        if material.addressed:
            yield words["addressed"].format(count=material.addressed)
        if "model" in summary.made_by and "method" not in summary.made_by:
            yield words["by_model"].format(
                model=plain(summary.made_by["model"]), count=sum(summary.dropped.values())
            )


def _stands(lesson: str, told: str) -> bool:
    """Whether `lesson`, perhaps cut, is asked after in `told`."""
    return lesson.removesuffix(CUT) in told
