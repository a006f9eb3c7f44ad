"""What of the entries of a lesson stands: the last of each scope, unless that withdraws it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.regime import Wording
from corpus.viewer import Audience
from sharing.group import GroupId
from sharing.scope import ScopeId
from sharing.share import Act, Edit, EditAct, KeptShare, Wanted

Key = tuple[ScopeId, GroupId | None]


def as_they_stand(entries: Sequence[KeptShare]) -> tuple[KeptShare, ...]:
    """`entries` (oldest first), those that stand marked, with whom they reach by now.

    What a person added or took away holds for every later entry of the scope, up to a withdrawal.
    """
    last = {entry.key: place for place, entry in enumerate(entries)}
    edits: dict[Key, tuple[Edit, ...]] = {}
    told = []
    for place, entry in enumerate(entries):
        before = () if entry.act is Act.WITHDRAW else edits.get(entry.key, ())
        edits[entry.key] = before + entry.edits
        if last[entry.key] == place and entry.act is not Act.WITHDRAW:
            stands = replace(entry, stands=True, edits=edits[entry.key])
            told.append(stands.reaching(edited(entry.recipients or {}, stands.edits)))
        else:
            told.append(entry)
    return tuple(told)


def edited(
    recipients: Mapping[Audience, Wording], edits: Sequence[Edit]
) -> dict[Audience, Wording]:
    """`recipients` as people edited them, one after the other."""
    told = dict(recipients)
    for edit in edits:
        if edit.act is EditAct.ADD:
            told[edit.audience] = Wording(ja=edit.why, en=edit.why)
        else:
            told.pop(edit.audience, None)
    return told


def says_the_same(before: KeptShare, new: KeptShare, wanted: Wanted) -> bool:
    """Whether `new` would change nothing.

    Where the decider is not to know who is reached, it always may: else it would learn of changes.
    """
    if before.recipients is None:
        return False
    one, other = before.share, new.share
    released = one.release <= new.at if wanted.release is None else one.release == other.release
    reached = edited(new.recipients or {}, before.edits)
    return (
        released
        and (one.version, one.grain, one.k) == (other.version, other.grain, other.k)
        and before.recipients.keys() == reached.keys()
    )
