"""Keep calibrations, and which of them is in use. Rows are only ever added.

A calibration is of one viewer: it was made of decisions that others may not see, and so nothing
that others see may rest on it.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.viewer import Viewer
from triage.errors import DamagedWeights, MayNotReview
from triage.likeness.weights import Weights, load_weights, read_weights, version_of
from triage.review.calibration import Calibration, written_of
from triage.review.replacing import Trial
from triage.review.store import REVIEWERS, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A calibration on record, since when, and whether it is the one in use."""

    calibration: Calibration
    at: datetime
    in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Using:
    """Whose runs shall rest on a calibration (`version` None: on the release), by whom and why."""

    viewer: Viewer
    version: str | None
    reviewer: str
    why: str


class CalibrationStore:
    """Calibrations in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, calibration: Calibration, viewer: Viewer, now: datetime) -> None:
        """Keep `calibration`; the same tried against the same is kept once.

        Raises:
            MayNotReview: `viewer` is neither the secretariat nor the committee.
        """
        _check(viewer)
        row = {
            "version": calibration.weights.version,
            "viewer": str(viewer),
            "base": calibration.base,
            "before": calibration.before,
            "decisions": calibration.decisions,
            "written": _written(calibration),
            "pair": json.dumps(asdict(calibration.pair)),
            "shared": json.dumps(asdict(calibration.shared)),
            "at": now.isoformat(),
        }
        with transaction(self._db):
            kept = self._row(calibration.weights.version, viewer)
            if kept is None or kept["before"] != calibration.before:
                self._db.table("calibrations").insert(row)

    def use(self, using: Using, now: datetime) -> None:
        """Let the runs for a viewer rest on a calibration from now on.

        Raises:
            MayNotReview: the viewer is neither the secretariat nor the committee.
            InputRefused: it has no such calibration, it may not be used, or was tried against
                another than is in use; or the reason or the reviewer is missing or too long.
        """
        _check(using.viewer)
        row = {
            "viewer": str(using.viewer),
            "version": using.version,
            "reviewer": checked(using.reviewer, "reviewer"),
            "why": checked(using.why, "why"),
            "at": now.isoformat(),
        }
        with transaction(self._db):
            if using.version is not None:
                self._check_trial(using.version, using.viewer)
            self._db.table("calibration_uses").insert(row)

    def in_use(self, viewer: Viewer) -> Weights:
        """The weights that runs for `viewer` rest on: the release's, unless it chose others.

        What was made of another release's weights is in use no longer.
        """
        version = self._version_in_use(viewer)
        return load_weights() if version is None else self.weights(version, viewer)

    def weights(self, version: str, viewer: Viewer) -> Weights:
        """The weights called `version`: of one of the viewer's calibrations, or the release's.

        Raises:
            DamagedWeights: there are none, or they are not what their name says.
        """
        found = self._row(version, viewer)
        if found is None:
            return load_weights(version)
        if version_of(found["written"].encode()) != version:
            raise DamagedWeights(version)
        return read_weights(version, json.loads(found["written"]))

    def all(self, viewer: Viewer) -> tuple[Kept, ...]:
        """The viewer's calibrations, oldest first."""
        used = self._version_in_use(viewer)
        rows = self._db.query(
            "SELECT * FROM calibrations WHERE viewer = ? ORDER BY id", (str(viewer),)
        )
        return tuple(
            Kept(
                calibration=_calibration(row),
                at=datetime.fromisoformat(row["at"]),
                in_use=row["version"] == used,
            )
            for row in rows
        )

    def _version_in_use(self, viewer: Viewer) -> str | None:
        rows = self._db.query(
            "SELECT version FROM calibration_uses WHERE viewer = ? ORDER BY id DESC LIMIT 1",
            (str(viewer),),
        )
        version = next((row["version"] for row in rows), None)
        found = self._row(version, viewer) if version is not None else None
        return version if found is not None and found["base"] == load_weights().version else None

    def _check_trial(self, version: str, viewer: Viewer) -> None:
        found = self._row(version, viewer)
        if found is None:
            raise InputRefused("unknown_calibration", version)
        tried = _calibration(found)
        if not tried.may_be_used:
            raise InputRefused("worse_calibration", version)
        if tried.before != self.in_use(viewer).version:
            raise InputRefused("tried_against_another", version)

    def _row(self, version: str, viewer: Viewer) -> dict[str, Any] | None:
        rows = self._db.query(
            "SELECT * FROM calibrations WHERE version = ? AND viewer = ? ORDER BY id DESC LIMIT 1",
            (version, str(viewer)),
        )
        return next(iter(rows), None)


def _check(viewer: Viewer) -> None:
    if viewer.role not in REVIEWERS:
        raise MayNotReview(str(viewer))


def _written(calibration: Calibration) -> str:
    return written_of(calibration.weights, calibration.base, calibration.decisions)


def _calibration(row: dict[str, Any]) -> Calibration:
    return Calibration(
        weights=read_weights(row["version"], json.loads(row["written"])),
        base=row["base"],
        before=row["before"],
        decisions=row["decisions"],
        pair=Trial(**json.loads(row["pair"])),
        shared=Trial(**json.loads(row["shared"])),
    )
