"""What is sent and how it stands: for programs and, line by line, for people."""

from collections.abc import Iterator

from api.schemas_delivery import HookOut, InboxItemOut, MessageOut, SentOut
from api.shown_docket import clock
from api.words import Words
from sharing.channels.hooks import Hook
from sharing.channels.inbox import InboxItem
from sharing.channels.order import Sent
from sharing.outbox.message import Kept, State, hides_recipient

SKIPPED = {
    "already": "sharing.skipped_already",
    "opted_out": "sharing.skipped_opted_out",
    "no_address": "sharing.skipped_no_address",
    "by_feed": "sharing.skipped_by_feed",
    "over_cap": "sharing.skipped_over_cap",
}
"""Why a recipient gets nothing."""
STATES = {
    State.WAITING: "sharing.state_waiting",
    State.SENT: "sharing.state_sent",
    State.DEAD: "sharing.state_dead",
    State.WITHDRAWN: "sharing.state_withdrawn",
}
"""What is said of how a message stands."""


def sent_out(sent: Sent) -> SentOut:
    """What became of one recipient on one way."""
    return SentOut(
        recipient=sent.recipient, route=sent.route, event=sent.event, skipped=sent.skipped
    )


def sent_line(sent: Sent, words: Words) -> str:
    """The same, for people."""
    told = words.say(SKIPPED[sent.skipped]) if sent.skipped else f"{sent.route}  {sent.event}"
    return f"{sent.recipient or '-'}  {told}"


def message_out(message: Kept) -> MessageOut:
    """A message as its overseer may know it."""
    hidden = hides_recipient(message)
    return MessageOut(
        event=message.event,
        topic=message.topic,
        route=message.route,
        recipient=None if hidden else message.recipient,
        address=None if hidden else message.address,
        lessons=[one.lesson for one in message.releases],
        queued_at=message.queued_at.isoformat(),
        not_before=message.not_before.isoformat(),
        state=message.state,
        failures=message.failures,
        next_at=message.next_at.isoformat(),
        reason=message.reason,
    )


def message_line(message: MessageOut, words: Words) -> str:
    """A message for people."""
    state = words.say(STATES[State(message.state)])
    why = f" ({message.reason})" if message.reason else ""
    lessons = ", ".join(message.lessons)
    to = message.address or message.recipient or "-"
    return f"{message.event}  {message.topic} {lessons} → {to}  {message.route}  {state}{why}"


def hook_out(hook: Hook, *, new: bool = False) -> HookOut:
    """A subscription; its secret where it is `new`."""
    return HookOut(
        subscription=hook.id,
        recipient=hook.recipient,
        url=hook.url,
        at=hook.at.isoformat(),
        ended_at=hook.ended_at.isoformat() if hook.ended_at else None,
        ended_why=hook.ended_why,
        secret=hook.secret if new else None,
    )


def hook_lines(hook: HookOut, words: Words) -> Iterator[str]:
    """A subscription for people."""
    ended = f"  {words.say('sharing.hook_ended', why=hook.ended_why)}" if hook.ended_at else ""
    yield f"{hook.subscription}  {hook.recipient}  {hook.url}{ended}"
    if hook.secret is not None:
        yield f"    {words.say('sharing.hook_secret', secret=hook.secret)}"


def item_out(item: InboxItem) -> InboxItemOut:
    """What lies in an inbox."""
    return InboxItemOut(
        event=item.event,
        topic=item.topic,
        at=item.at.isoformat(),
        opened_at=item.opened_at.isoformat() if item.opened_at else None,
        releases=[dict(one) for one in item.releases],
        told=None if item.told is None else dict(item.told),
    )


def item_line(item: InboxItem, words: Words) -> str:
    """The same, for people."""
    lessons = ", ".join(str(one["lesson"]) for one in item.releases)
    unread = "sharing.inbox_unread" if item.opened_at is None else "sharing.inbox_opened"
    state = "sharing.inbox_taken_back" if item.told is None else unread
    return f"{item.event}  {clock(item.at)}  {item.topic} {lessons}  {words.say(state)}"
