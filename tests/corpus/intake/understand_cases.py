"""What tests of understanding ask of a reading: its beginning, and all that it holds."""

from corpus.reading import Reading
from corpus.shape import squeezed


def start_of(reading: Reading) -> str:
    assert reading.occurred is not None
    return f"{reading.occurred.at:%Y-%m-%d %H:%M}"


def everything_in(reading: Reading) -> str:
    moments = (reading.reported, reading.known, reading.occurred, reading.recovered)
    quantities = (reading.users, reading.minutes)
    texts = [reading.carrier_named, reading.reference, reading.subject, reading.area]
    texts += [told.text for told in (*moments, *quantities) if told]
    texts += [f"{one.label}{one.text}" for one in reading.unread]
    figures = [f for impact in reading.services for f in (impact.users, impact.minutes)]
    texts += [f.text for f in figures if f]
    texts += [impact.named for impact in reading.services]
    texts += [
        moment.text for one in reading.intervals for moment in (one.start, one.end) if moment
    ]
    return squeezed("".join(filter(None, (*texts, *reading.sections.values()))))
