"""The one door, as SQL: every read of what an account tells is limited by `seen`."""

import json

from corpus.viewer import Viewer, audiences_of


def seen(label: str) -> str:
    """SQL that holds where the account whose label is `label` is laid before :audiences.

    Active or not: what is compared no longer is still seen by whom it was seen by.
    """
    return (
        f"EXISTS (SELECT 1 FROM account_audiences door WHERE door.label = {label} "
        "AND door.audience IN (SELECT value FROM json_each(:audiences)))"
    )


def audiences_json(viewer: Viewer) -> str:
    """The audiences of `viewer`, as the parameter :audiences."""
    return json.dumps(sorted(audiences_of(viewer)))
