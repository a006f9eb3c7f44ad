"""Sign-offs, recalls, labels and meetings: for programs and, line by line, for people."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from api.schemas_sign_off import (
    CaseItemOut,
    DeedOut,
    LabelOut,
    MeetingOut,
    PaperOut,
    RecalledOut,
    RecallOut,
    ReleaseOut,
    SignOffOut,
    TakenOut,
)
from api.shown_docket import clock
from api.words import Words
from corpus.viewer import Viewer
from sharing.meetings.meeting import Meeting, Paper, PaperSort
from sharing.members_only import Label, LabelAct
from sharing.sign_off.recall import Answered, Recall
from sharing.sign_off.record import SignOff
from sharing.sign_off.states import ANSWERS, TAKES, Act, State
from sharing.sign_off.taking_back import Taken

STATES = {
    State.ASKED: "sharing.sign_asked",
    State.OVERDUE: "sharing.sign_overdue",
    State.UNCLAIMED: "sharing.sign_unclaimed",
    State.CHANGE_ASKED: "sharing.sign_change_asked",
    State.DISPUTED: "sharing.sign_disputed",
    State.ACCEPTED: "sharing.sign_accepted",
    State.EXCEPTED: "sharing.sign_excepted",
    State.APPROVED: "sharing.sign_approved",
    State.WITHDRAWN: "sharing.sign_withdrawn",
    State.RECALLED: "sharing.sign_recalled",
}
"""How a sign-off stands."""
ACTS = {
    Act.ACCEPT: "sharing.act_accept",
    Act.ASK_CHANGE: "sharing.act_ask_change",
    Act.DISPUTE: "sharing.act_dispute",
    Act.EXCEPT: "sharing.act_except",
    Act.APPROVE: "sharing.act_approve",
    Act.WITHDRAW: "sharing.act_withdraw",
    Act.RECALL: "sharing.act_recall",
}
"""What was said of a sign-off."""
ANSWERED = {
    Answered.ASKED: "sharing.recall_asked",
    Answered.OVERDUE: "sharing.recall_overdue",
    Answered.DELETED: "sharing.recall_deleted",
    Answered.REPLACED: "sharing.recall_replaced",
}
"""How a recipient of a recall stands."""
LABELS = {LabelAct.SET: "sharing.label_set", LabelAct.LIFT: "sharing.label_lift"}
"""What was said of a label."""
PAPERS = {PaperSort.AGENDA: "sharing.agenda", PaperSort.MINUTES: "sharing.minutes"}
"""What the papers of a meeting are called."""


def sign_off_out(one: SignOff, viewer: Viewer, now: datetime, *, complete: bool) -> SignOffOut:
    """A sign-off as `viewer` sees it."""
    stands, release = one.standing(now), one.release
    return SignOffOut(
        id=one.id,
        state=stands.state,
        complete=complete,
        release=ReleaseOut(
            lesson=release.lesson,
            scope=release.scope,
            group=release.group,
            grain=release.grain,
            language=release.language,
            content_hash=release.content_hash,
        ),
        text=one.text,
        k=one.k,
        named=one.named,
        undecided=one.undecided,
        answers={party: stands.answers.get(party) for party in one.parties},
        takes=list(_takes(one, stands.state, viewer)),
        due=one.due.isoformat(),
        why=one.why,
        person=one.person,
        told_by=str(one.told_by),
        at=one.at.isoformat(),
        log=[
            DeedOut(
                act=deed.act,
                party=deed.party,
                person=deed.person,
                words=deed.words,
                told_by=str(deed.told_by),
                at=deed.at.isoformat(),
            )
            for deed in one.log
        ],
    )


def sign_off_lines(shown: SignOffOut, words: Words, *, whole: bool) -> Iterator[str]:
    """A sign-off for people; `whole`: with its text and its log."""
    release = shown.release
    state = words.say(STATES[State(shown.state)])
    yield f"{shown.id}  {release.lesson}  {release.scope}  {release.grain}: {state}"
    due = clock(datetime.fromisoformat(shown.due))
    asked = ", ".join(shown.answers) or "-"
    yield f"    {words.say('sharing.sign_asked_of', parties=asked, due=due)}"
    if shown.named:
        yield f"    {words.say('sharing.sign_names')}"
    if not whole:
        return
    if shown.undecided:
        yield f"    {words.say('sharing.sign_undecided', count=shown.undecided)}"
    yield from (f"    | {line}" for line in shown.text.splitlines())
    for deed in shown.log:
        told = words.say(ACTS[Act(deed.act)])
        at = clock(datetime.fromisoformat(deed.at))
        said = f": {deed.words}" if deed.words else ""
        yield f"    {at}  {deed.party or deed.told_by}  {deed.person}  {told}{said}"


def recall_out(one: Recall, now: datetime) -> RecallOut:
    """A recall, and how each of its recipients stands."""
    return RecallOut(
        version=one.version,
        replacement=one.replacement,
        due=one.due.isoformat(),
        why=one.why,
        person=one.person,
        told_by=str(one.told_by),
        at=one.at.isoformat(),
        recipients=[
            RecalledOut(
                recipient=recipient,
                state=one.standing(recipient, now),
                words=said.words if said else None,
                person=said.person if said else None,
                at=said.at.isoformat() if said else None,
            )
            for recipient, said in one.recipients.items()
        ],
    )


def recall_lines(shown: RecallOut, words: Words) -> Iterator[str]:
    """A recall for people."""
    instead = shown.replacement or words.told("sharing.sign_no_replacement")
    yield f"{shown.version}  {words.say('sharing.sign_recalled_for', instead=instead)}"
    yield f"    {clock(datetime.fromisoformat(shown.at))}  {shown.person}: {shown.why}"
    for one in shown.recipients:
        state = words.say(ANSWERED[Answered(one.state)])
        yield f"    → {one.recipient}  {state}"


def taken_out(taken: Taken, now: datetime) -> TakenOut:
    """What was taken back."""
    return TakenOut(
        lesson=taken.lesson,
        recalls=[recall_out(one, now) for one in taken.recalls],
        scopes=taken.scopes,
        sign_offs=taken.ended,
    )


def taken_lines(shown: TakenOut, words: Words) -> Iterator[str]:
    """What was taken back, for people."""
    told = {"lesson": shown.lesson, "scopes": shown.scopes, "sign_offs": shown.sign_offs}
    yield words.say("sharing.sign_taken", **told)
    for one in shown.recalls:
        yield from recall_lines(one, words)


def label_out(label: Label) -> LabelOut:
    """What was said of a label."""
    return LabelOut(
        sort=label.sort,
        name=label.name,
        act=label.act,
        why=label.why,
        person=label.person,
        told_by=str(label.told_by),
        at=label.at.isoformat(),
    )


def label_lines(shown: LabelOut, words: Words) -> Iterator[str]:
    """What was said of a label, for people."""
    yield f"{shown.name}  {words.say(LABELS[LabelAct(shown.act)])}"
    yield f"    {clock(datetime.fromisoformat(shown.at))}  {shown.person}: {shown.why}"


def meeting_out(meeting: Meeting, papers: Iterable[Paper]) -> MeetingOut:
    """A meeting with `papers`."""
    return MeetingOut(
        id=meeting.id,
        title=meeting.title,
        day=meeting.day.isoformat(),
        person=meeting.person,
        told_by=str(meeting.told_by),
        at=meeting.at.isoformat(),
        papers=[_paper_out(one) for one in papers],
    )


def meeting_lines(shown: MeetingOut, words: Words, *, whole: bool) -> Iterator[str]:
    """A meeting for people; `whole`: with the text of its papers."""
    yield f"{shown.id}  {shown.day}  {shown.title}"
    for paper in shown.papers:
        label = f"  {words.say(LABELS[LabelAct.SET])}" if paper.members_only else ""
        sort = words.say(PAPERS[PaperSort(paper.sort)], version=paper.version)
        yield f"    {sort}  {paper.person}{label}"
        for case in paper.cases:
            yield f"      {case.case}" + (f": {case.decision}" if case.decision else "")
        if whole:
            yield from (f"      | {line}" for line in paper.text.splitlines())


def _paper_out(paper: Paper) -> PaperOut:
    return PaperOut(
        sort=paper.sort,
        version=paper.version,
        text=paper.text,
        cases=[CaseItemOut(case=one.account, decision=one.decision) for one in paper.cases],
        members_only=paper.members_only,
        person=paper.person,
        told_by=str(paper.told_by),
        at=paper.at.isoformat(),
    )


def _takes(one: SignOff, state: State, viewer: Viewer) -> Iterator[Act]:
    """What `viewer` may say of it now, in the order of the acts."""
    for act in Act:
        mine = one.party_of(viewer) is not None if act in ANSWERS else one.keeps(viewer)
        if mine and act in TAKES[state] and act is not Act.RECALL:
            yield act
