"""``kyokun bundle``: the lessons of a scope in one signed file; check one, match one."""

import argparse
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.commands.ledger import key_named
from api.exits import ANSWERED, CHECK_FAILED, WrongUse
from api.files import check_target, name_of, read_bytes
from api.output import Output
from api.schemas_bundle import BundleOut
from api.settings import Settings
from api.shown_bundle import (
    broken_out,
    left_out_out,
    made_lines,
    matched_lines,
    matched_out,
    verified_lines,
    whole_out,
)
from api.wiring import opened, wire_bundling
from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.viewer import Audience
from sharing.bundle.collect import Wanted, collect, enter
from sharing.bundle.content import Collected
from sharing.bundle.match import match
from sharing.bundle.opened import OpenedBundle, open_bundle
from sharing.bundle.package import files_of, zipped
from sharing.bundle.profile import LARGEST, read_profile
from sharing.group import GroupId
from sharing.scope import ScopeId
from sharing.signing import SigningKey


def declare(declared: Declared) -> None:
    """What goes into a bundle; or which one is checked, or matched."""
    declared.add("--scope", type=spoken, metavar="SCOPE", said="bundle_scope")
    declared.add("--group", type=spoken, metavar="GROUP", said="group")
    declared.add("--for", dest="recipient", type=spoken, metavar="RECIPIENT", said="bundle_for")
    declared.add("--out", type=Path, metavar="FILE", said="bundle_out")
    added = declared.actions("bundle", ACTIONS, required=False)
    for action in added.values():
        action.add("file", type=Path, metavar="FILE", said="bundle_file")
        action.add("--key", type=spoken, metavar="PUBLIC", said="ledger_key")
    added["match"].add("--profile", type=Path, required=True, metavar="FILE", said="profile")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Make a bundle, or run the action."""
    if chosen.action is not None:
        return ACTIONS[chosen.action](chosen, output)
    if chosen.scope is None or chosen.out is None:
        raise WrongUse("no_bundle")
    return _make(chosen, settings, output)


def _make(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    wanted = Wanted(
        scope=ScopeId(chosen.scope),
        group=GroupId(chosen.group) if chosen.group else None,
        recipient=Audience(chosen.recipient) if chosen.recipient else None,
    )
    target: Path = chosen.out
    check_target(target, settings.workspace)
    with opened(settings) as db:
        at, by = now(), viewer_of(chosen)
        collected = collect(wire_bundling(db), wanted, by, at)
        key = SigningKey.of(settings.workspace)
        content = zipped(files_of(collected.bundle, key))
        # Entered before it is there: nothing leaves that the ledger does not know of.
        with transaction(db):
            enter(db, collected, wanted, content, (by, at))
            target.write_bytes(content)
    made = _made(target, content, collected, key)
    output.answer(made.model_dump(), made_lines(made, output.words))
    return ANSWERED


def _made(target: Path, content: bytes, collected: Collected, key: SigningKey) -> BundleOut:
    return BundleOut(
        file=str(target),
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        key=key.public.hex,
        lessons=[one.lesson for one in collected.bundle.lessons],
        left_out=left_out_out(collected.left_out),
    )


def _verify(chosen: argparse.Namespace, output: Output) -> int:
    if not chosen.file.exists():
        raise InputRefused("missing", name_of(chosen.file))
    try:
        told = whole_out(_opened(chosen))
    except InputRefused as fault:
        told = broken_out(fault, output.words)
    output.answer(told.model_dump(), verified_lines(told, output.words))
    return ANSWERED if told.whole else CHECK_FAILED


def _match(chosen: argparse.Namespace, output: Output) -> int:
    profile = read_profile(read_bytes(chosen.profile, LARGEST), chosen.profile.name)
    bundle = _opened(chosen)
    told = matched_out(bundle, match(bundle.document, profile))
    output.answer(told.model_dump(), matched_lines(told, output.words))
    return ANSWERED


def _opened(chosen: argparse.Namespace) -> OpenedBundle:
    return open_bundle(chosen.file, None if chosen.key is None else key_named(chosen.key))


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Output], int]] = {
    "verify": _verify,
    "match": _match,
}
COMMAND = Command(declare, run)
