"""Nothing may be missing that the other rooms rely on, and a no is a no in every pack."""

from collections.abc import Iterator

from rekindle.playbook.errors import Problem
from rekindle.playbook.layout import FILE_OF
from rekindle.playbook.model import Playbook
from rekindle.playbook.model.playbook import BUMPS
from rekindle.terms.advice import Group, Play
from rekindle.terms.losses import Reason, Source, Standing, Verdict
from rekindle.terms.people import SeatRole
from rekindle.terms.touches import Channel

_WHOLE: dict[str, tuple[str, ...]] = {
    "reasons": tuple(Reason),
    "verdicts": tuple(Verdict),
    "sources": tuple(Source),
    "bumps": BUMPS,
    "plays": tuple(Play),
    "channels": tuple(Channel),
    "roles": tuple(SeatRole),
    "groups": tuple(Group),
    "standings": tuple(Standing),
}


def check_complete(playbook: Playbook) -> Iterator[Problem]:
    """Find entries that every pack must have and this one has not."""
    for section, wanted in _WHOLE.items():
        present = getattr(playbook, section)
        for key in wanted:
            if key not in present:
                yield Problem(FILE_OF[section], f"{section}.{key}", "is missing; every pack needs it")


def check_verdicts(playbook: Playbook) -> Iterator[Problem]:
    """Find a pack that would go back to somebody who said no."""
    no = playbook.verdicts.get(Verdict.NO)
    if no and no.revisit:
        yield Problem("reasons.toml", "verdicts.no.revisit", "must be false: somebody who said no is left alone")
