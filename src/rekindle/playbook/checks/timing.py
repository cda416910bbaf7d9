"""Priors must exist for every deal that can be lost, and their shares must be shares of something."""

from collections.abc import Iterator
from itertools import pairwise
from math import isclose

from rekindle.playbook.errors import Problem
from rekindle.playbook.model import Playbook, Shape
from rekindle.playbook.priors import list_priors
from rekindle.terms.losses import DealKind, Reason, Verdict

_FILE = "timing.toml"


def check_priors(playbook: Playbook) -> Iterator[Problem]:
    """Find deals without a prior, priors without a shape, and a prior that names nothing."""
    for kind in DealKind:
        by_reason = playbook.priors.get(kind, {})
        for reason in Reason:
            if "*" not in by_reason.get(reason, {}):
                yield Problem(_FILE, f"priors.{kind}.{reason}.*", "is missing; every reason needs a prior under *")
        if "*" in by_reason.get("*", {}):
            yield Problem(_FILE, f"priors.{kind}.*.*", "must name the reason or the verdict")
        for reason_key, by_verdict in by_reason.items():
            for verdict, prior in by_verdict.items():
                if prior.shape not in playbook.shapes:
                    allowed = f"must be one of {', '.join(playbook.shapes)}, is {prior.shape}"
                    yield Problem(_FILE, f"priors.{kind}.{reason_key}.{verdict}.shape", allowed)


def check_shapes(playbook: Playbook) -> Iterator[Problem]:
    """Find shapes whose steps run backwards, overlap, or do not add up."""
    for name, shape in playbook.shapes.items():
        yield from (Problem(_FILE, f"shapes.{name}.steps", text) for text in _faults(shape))


def _faults(shape: Shape) -> Iterator[str]:
    ordered = sorted(shape.steps)
    if any(start >= end for start, end, _ in ordered):
        yield "each step must end after the week it begins in"
    if any(end > later for (_, end, _), (later, _, _) in pairwise(ordered)):
        yield "steps must not overlap"
    total = sum(share for _, _, share in ordered)
    if not isclose(total, 1, abs_tol=1e-6):
        yield f"the shares must add up to 1, they add up to {total:.6g}"


def check_never(playbook: Playbook) -> Iterator[Problem]:
    """Find priors that promise back more deals than a verdict leaves over. Needs a pack that is otherwise whole."""
    known = {(kind, reason, verdict): prior for kind, reason, verdict, prior in list_priors(playbook)}
    for kind, reason, verdict in ((k, r, v) for k in DealKind for r in Reason for v in Verdict):
        entry = playbook.verdicts[verdict]
        named = (kind, reason, verdict) if (kind, reason, verdict) in known else (kind, reason, "*")
        back = known[named].back_share
        if entry.revisit and back + entry.never_share > 1 + 1e-9:
            key = f"priors.{kind}.{reason}.{named[2]}.back_share"
            left = f"{1 - entry.never_share:.6g} or less, since verdicts.{verdict}.never_share is {entry.never_share:g}"
            yield Problem(_FILE, key, f"must be {left}; is {back:g} (or name a prior for {verdict})")
