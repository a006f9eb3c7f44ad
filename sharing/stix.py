"""A lesson for programs of others (STIX 2.1): an incident, what to check by, a TLP 2.0 marking.

The incident carries OASIS's incident core extension. Nothing stands in it that the reader's grain
does not tell: no time but that of the release, no place, no carrier. The same lesson as the same
reader reads it gives the same bytes.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from corpus.account import SECTION
from corpus.language import language_of
from sharing.channels.columns import COLUMNS
from sharing.channels.feed import text_of
from sharing.preview import Preview
from sharing.tlp import Tlp

INCIDENT_CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
MARKINGS: Mapping[Tlp, str] = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""The markings that OASIS publishes for the labels of TLP 2.0."""
_MARKED = datetime(2022, 10, 1, tzinfo=UTC)  # part of the published markings, as their ids are
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stix_of(told: Preview, tlp: Tlp, identity: str) -> bytes:
    """The bundle of a lesson as its reader reads it, marked `tlp`; `identity` names the database.

    Raises:
        stix2.exceptions.STIXError: it is no bundle of STIX 2.1.
    """
    stix2: Any = import_module("stix2")  # slow to import, and without types
    known = {"allow_custom": False}
    marking = stix2.parse(_marking(tlp), **known)
    maker = stix2.v21.Identity(
        id=_id("identity", identity), name="Kyokun", identity_class="system",
        created=_EPOCH, modified=_EPOCH,
    )  # fmt: skip
    since = min((one.since for one in told.lesson.through), default=_EPOCH)
    common = {
        "created_by_ref": maker.id,
        "created": since,
        "modified": since,
        "object_marking_refs": [marking.id],
    }
    path = f"{identity}/{told.lesson.version_id}/{told.lesson.grain}"
    incident = stix2.v21.Incident(**common, **_incident(told, path), allow_custom=True)
    checks = [stix2.v21.CourseOfAction(**common, **each) for each in _checks(told, path)]
    links = [
        stix2.v21.Relationship(
            **common,
            id=_id("relationship", f"{path}/{place}"),
            relationship_type="related-to",
            source_ref=check.id,
            target_ref=incident.id,
        )
        for place, check in enumerate(checks)
    ]
    objects = [marking, maker, incident, *checks, *links]
    bundle = stix2.v21.Bundle(objects, id=_id("bundle", path), allow_custom=True)
    content = str(bundle.serialize(pretty=True)).encode()
    stix2.parse(content.decode(), allow_custom=True)
    return content


def _marking(tlp: Tlp) -> dict[str, Any]:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": MARKINGS[tlp],
        "created": _MARKED.isoformat().replace("+00:00", ".000Z"),
        "name": tlp.written,
        "extensions": {
            TLP_2: {"extension_type": "property-extension", "tlp_2_0": tlp.value.lower()}
        },
    }


def _incident(told: Preview, path: str) -> dict[str, Any]:
    core: dict[str, Any] = {
        "extension_type": "property-extension",
        "determination": "confirmed",
        "investigation_status": "closed",
    }
    cause = COLUMNS["cause"].text(told)
    if cause:
        core["incident_types"] = [cause]
    title = COLUMNS["title"].text(told)
    return {
        "id": _id("incident", path),
        "name": f"{told.lesson.version_id} {title}".strip(),
        "description": text_of(told).replace(SECTION, "\n"),
        "lang": language_of(text_of(told)),
        "external_references": [{"source_name": "kyokun", "external_id": told.lesson.version_id}],
        "extensions": {INCIDENT_CORE: core},
    }


def _checks(told: Preview, path: str) -> list[dict[str, Any]]:
    """The viewpoints to check by, as far as there are words for them."""
    found = [
        {key: each.get(key) for key in ("who", "what", "how") if each.get(key)}
        for each in told.fields.get("viewpoints") or ()
    ]
    return [
        {
            "id": _id("course-of-action", f"{path}/{place}"),
            "name": str(each.get("what") or each.get("how") or each["who"])[:200],
            "description": "\n".join(f"{key}: {said}" for key, said in each.items()),
        }
        for place, each in enumerate(found)
        if each
    ]


def _id(kind: str, path: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE_URL, f'kyokun:{path}/{kind}')}"
