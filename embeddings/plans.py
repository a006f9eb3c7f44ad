"""The plan for an encoder, by its name: frozen with the release, or measured and kept."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from embeddings.backends import load_encoder
from embeddings.cache import VectorStore
from embeddings.calibration import measure
from embeddings.fusion import Scales
from embeddings.plan import Plan, plan_over
from embeddings.reference import load_reference, reference_texts, scales_of


def load_plan(encoder: str, folder: Path | None = None, store: VectorStore | None = None) -> Plan:
    """The plan with the encoder called ``kind:name`` in it.

    Its scales are those frozen with the release. An encoder that has none there is measured on
    the same reference texts, once: the scales are kept in `folder`, the vectors in `store`.

    Raises:
        UnknownBackend: no backend has that name.
        MissingModel: what it needs is not installed.
    """
    reference = load_reference()
    plan = plan_over(load_encoder(encoder), reference)
    frozen = scales_of(reference.version).get(encoder)
    if frozen is not None:
        return replace(plan, scales=Scales(plan.scales.weights, frozen))
    kept = _kept_in(folder, plan)
    if kept is not None and kept.is_file():
        return _read(kept, plan)
    plan = measure(plan, reference_texts(), store=store)
    if kept is not None:
        _write(plan, kept)
    return plan


def _kept_in(folder: Path | None, plan: Plan) -> Path | None:
    digest = sha256(plan.key.encode()).hexdigest()[:12]
    return None if folder is None else folder / f"scales-{digest}.json"


def _read(path: Path, plan: Plan) -> Plan:
    written = json.loads(path.read_text("utf-8"))
    scales = Scales(plan.scales.weights, written["conditions"])
    return replace(plan, centre=np.array(written["centre"]), scales=scales)


def _write(plan: Plan, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    centre = [] if plan.centre is None else plan.centre.tolist()
    passing = path.with_suffix(".tmp")
    passing.write_text(json.dumps({"centre": centre, "conditions": plan.scales.conditions}))
    passing.replace(path)
