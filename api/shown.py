"""What is found, in the shapes that are shown: to programs and, line by line, to people."""

from api.schemas import AssessmentOut, HitOut, NearestOut
from api.schemas_corpus import IncidentFilingOut, IncidentOut, OfferOut, ToldFigureOut
from api.shape import BilingualOut, ReasonOut
from api.shown_docket import by_language
from api.words import Words
from corpus.account import Language
from corpus.incident import Incident
from corpus.offers import Offer
from corpus.regime import Wording
from corpus.vocabulary import Vocabulary
from triage.assessment import Assessment
from triage.facets.names import name_of
from triage.likeness.elsewhere import Standing
from triage.precedents import Difference, Precedent
from triage.search import Hit

BOTH = Words.of("both")
BETWEEN_NAMES = {Language.JA: "、", Language.EN: ", "}
STANDINGS = {
    Standing.NEW: "said.standing_new",
    Standing.KNOWN_ELSEWHERE: "said.standing_known_elsewhere",
    Standing.KNOWN: "said.standing_known",
}
"""What is said of where a case was met before."""
LISTED = 5
"""How many of the nearest cases are listed for people; programs get all."""


def assessment_out(assessment: Assessment, vocabulary: Vocabulary) -> AssessmentOut:
    """One line of the queue."""
    return AssessmentOut(
        report=assessment.filing,
        incident=assessment.incident,
        title=assessment.title,
        priority=assessment.priority,
        novelty=assessment.novelty,
        substance=assessment.substance,
        reasons=[
            ReasonOut(source=one.source, points=one.points, evidence=one.evidence)
            for one in assessment.reasons
        ],
        nearest=[nearest_out(one, vocabulary) for one in assessment.nearest],
        as_of=assessment.as_of.isoformat() if assessment.as_of else None,
        position=assessment.position,
        configuration=dict(assessment.configuration),
        new_in=_both(assessment.new_in) if assessment.new_in else None,
        standing=assessment.standing,
        known_since=assessment.known_since,
    )


def nearest_out(precedent: Precedent, vocabulary: Vocabulary) -> NearestOut:
    """An earlier incident, and in what the case differs from it, in words."""
    return NearestOut(
        incident=precedent.incident,
        score=precedent.score,
        differs_in=[one.facet for one in precedent.differs_in],
        title=precedent.title,
        differences=[_difference(one, vocabulary) for one in precedent.differs_in],
    )


def hit_out(hit: Hit, vocabulary: Vocabulary, words: Words) -> HitOut:
    """An incident found by a search, and why."""
    why = words.say(
        "said.why_shared" if hit.shared else "said.why_near",
        shared=_named(hit.shared, vocabulary),
    )
    return HitOut(incident=hit.incident, score=hit.score, title=hit.title, why=why)


def offer_out(offer: Offer) -> OfferOut:
    """An accident on record that a filing may be about."""
    return OfferOut(
        filing=offer.filing,
        incident=offer.incident,
        points=offer.points,
        state=offer.said or "open",
        reasons=[reason.trait for reason in offer.reasons],
    )


def incident_out(incident: Incident) -> IncidentOut:
    """An incident as one viewer knows it."""
    return IncidentOut(
        incident=incident.id,
        title=incident.title,
        day=incident.day.isoformat() if incident.day else None,
        area=incident.area,
        carriers=list(incident.carriers),
        named=list(incident.named),
        services=sorted(incident.services),
        on_record=incident.on_record,
        accounts=list(incident.accounts),
        filings=[
            IncidentFilingOut(
                filing=one.filing,
                carrier=one.carrier,
                stage=one.stage,
                version=one.version,
                received_at=one.received_at.isoformat(),
                stands=one.stands,
            )
            for one in incident.filings
        ],
        figures=[
            ToldFigureOut(
                name=one.name,
                service=one.service,
                told=one.told.text,
                account=one.account,
                version=one.version,
                stands=one.stands,
            )
            for one in incident.figures
        ],
    )


def assessment_lines(shown: AssessmentOut, words: Words) -> list[str]:
    """One line of the queue for people, its reasons and precedents below it."""
    head = words.say("said.queue_line", priority=shown.priority, novelty=shown.novelty)
    thin = [f"  ! {words.say('said.says_little')}"] if shown.substance < 1 else []
    return [
        f"{shown.report or '-'}  {shown.title}",
        f"  {head}",
        f"  {_standing(shown, words)}",
        *thin,
        *(f"  {reason_line(reason, words)}" for reason in shown.reasons),
        *(line for nearest in shown.nearest[:LISTED] for line in _nearest_lines(nearest, words)),
    ]


def _standing(shown: AssessmentOut, words: Words) -> str:
    told = words.say(STANDINGS[Standing(shown.standing)])
    return f"{told}: {words.join(shown.new_in.model_dump())}" if shown.new_in else told


def _both(told: Wording) -> BilingualOut:
    return BilingualOut(ja=told.ja, en=told.en)


def _nearest_lines(nearest: NearestOut, words: Words) -> list[str]:
    lines = [f"  ≒ {nearest.score:.3f} {nearest.incident}  {nearest.title}"]
    for difference in nearest.differences:
        lines.append(f"      ≠ {words.join(difference.model_dump())}")
    return lines


def reason_line(reason: ReasonOut, words: Words) -> str:
    """One reason, for people."""
    key = f"criterion.{reason.source}"
    named = words.say(key) if words.knows(key) else reason.source
    return f"+ {reason.points:5.1f} {named}: {reason.evidence}"


def _difference(difference: Difference, vocabulary: Vocabulary) -> BilingualOut:
    told = BOTH.told(
        "said.differs",
        facet=by_language(name_of(difference.facet)),
        here=_named(difference.here, vocabulary),
        there=_named(difference.there, vocabulary),
    )
    return BilingualOut(**told)


def _named(concepts: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, str]:
    """The names of `concepts` in each language."""
    return {
        language: BETWEEN_NAMES[language].join(
            vocabulary.concept(concept).label(language) for concept in concepts
        )
        for language in Language
    }
