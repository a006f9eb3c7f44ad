"""Whom a scope reaches, each with the reason: then people add and take away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.carrier import Carrier, Size
from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.regime import Wording
from corpus.viewer import PUBLIC, Audience, Role, carrier_audience
from sharing.facts import LessonFacts
from sharing.register import Register
from sharing.scope import Asks, Like, Rule, Scope

_MAKER = "maker:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One audience that a scope reaches, and why."""

    audience: Audience
    why: Wording


def maker_audience(name: str) -> Audience:
    """The audience that is the maker called `name`. No viewer belongs to it: it is written to."""
    return Audience(f"{_MAKER}{name}")


def recipients_of(
    scope: Scope, facts: LessonFacts, register: Register, on: date
) -> tuple[Recipient, ...]:
    """Whom `scope` reaches on the day `on`, each once, in the order of the register.

    Raises:
        InputRefused: the class of service or who is named is not told, or it reaches nobody.
        UnknownCarrier: a carrier that is named is not registered.
    """
    found = tuple(_found(scope, facts, register, on))
    if not found:
        raise InputRefused("reaches_nobody", scope.id)
    return found


def check_recipient(audience: Audience, scope: Scope, register: Register) -> None:
    """Pass where a person may name `audience` as a recipient in `scope`.

    Raises:
        UnknownCarrier: that carrier is not registered.
        InputRefused: it is neither a carrier nor, in a scope of makers, a maker.
    """
    kind, _, name = audience.partition(":")
    if scope.asks is Asks.MAKERS:
        if f"{kind}:" != _MAKER or not name:
            raise InputRefused("wrong_recipient", scope.id, recipient=audience)
    elif kind != Role.CARRIER or not name:
        raise InputRefused("wrong_recipient", scope.id, recipient=audience)
    else:
        register.get(CarrierId(name))


def reaches(one: Iterable[Audience], other: Iterable[Audience]) -> bool:
    """Whether all of `other` are reached where `one` are: what is public reaches everybody."""
    reached = frozenset(one)
    return PUBLIC in reached or reached >= frozenset(other)


def _found(scope: Scope, facts: LessonFacts, register: Register, on: date) -> Iterator[Recipient]:
    if scope.asks is not None:
        return _named(scope, scope.asks, facts, register)
    if scope.rules:
        return _by_rules(scope, facts, register, on)
    return (Recipient(audience=each, why=scope.why) for each in scope.audiences)


def _named(
    scope: Scope, asks: Asks, facts: LessonFacts, register: Register
) -> Iterator[Recipient]:
    named = facts.named
    if asks is Asks.MAKERS:
        audiences = [maker_audience(name) for name in named.makers]
    else:
        carriers = named.carriers if asks is Asks.CARRIERS else named.members
        audiences = [carrier_audience(register.get(each).id) for each in carriers]
    if not audiences and asks is not Asks.GROUP:
        raise InputRefused("nobody_named", scope.id, asked=asks)
    return (Recipient(audience=each, why=scope.why) for each in dict.fromkeys(audiences))


def _by_rules(
    scope: Scope, facts: LessonFacts, register: Register, on: date
) -> Iterator[Recipient]:
    if facts.service_class is None and any(rule.accident for rule in scope.rules):
        raise InputRefused("no_service_class", scope.id)
    rules = [r for r in scope.rules if not r.accident or facts.service_class in r.accident]
    originators = tuple(register.get(each) for each in sorted(facts.originators))
    passed_over = facts.originators | facts.opted_out
    for carrier in register.all():
        for rule in rules if carrier.id not in passed_over else ():
            if (
                _meets(carrier, rule, on)
                and _stands_to(carrier, originators, rule, on)
                and not (rule.independent and _below_its_kind(carrier, register))
            ):
                yield Recipient(audience=carrier_audience(carrier.id), why=rule.why)
                break


def _meets(carrier: Carrier, rule: Rule, on: date) -> bool:
    """Whether `carrier` is what `rule` wants by itself."""
    return (
        (not rule.institutions or carrier.institution_on(on) in rule.institutions)
        and (not rule.kinds or carrier.kind in rule.kinds)
        and (not rule.countries or carrier.country in rule.countries)
        and (not rule.serving or bool(carrier.services))
    )


def _stands_to(carrier: Carrier, originators: tuple[Carrier, ...], rule: Rule, on: date) -> bool:
    """Whether `carrier` stands to one of `originators` as `rule` wants."""
    if not rule.like and not rule.customer:
        return True
    return any(
        (Like.KIND not in rule.like or carrier.kinds & one.kinds)
        and (Like.SIZE not in rule.like or carrier.size is one.size is not Size.UNKNOWN)
        and (not rule.customer or _buys_of(carrier, one, on))
        for one in originators
    )


def _buys_of(carrier: Carrier, seller: Carrier, on: date) -> bool:
    return any(each.seller == seller.id and each.held_on(on) for each in carrier.buys)


def _below_its_kind(carrier: Carrier, register: Register) -> bool:
    """Whether its parent is a carrier of the same kind, that speaks for it."""
    return carrier.parent is not None and register.get(carrier.parent).kind is carrier.kind
