"""The pages one can go to, each with the letter that follows G."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from rekindle.desk.show.voices import Voice
from rekindle.terms.voices import VoiceKey


@dataclass(frozen=True, slots=True)
class Place:
    """`route` is the name of the route; `quiet` ones stand at the foot of the rail."""

    route: str
    label: str
    icon: str
    letter: str
    where: str
    quiet: bool = False


_PLACES = (
    ("today", "Today", "today", "T", False),
    ("book", "", "book", "B", False),
    ("debriefs", "Debriefs", "talk", "D", False),
    ("playbook", "Playbook", "play", "L", False),
    ("patterns", "Patterns", "patterns", "P", False),
    ("coach", "Coach", "team", "C", False),
    ("signals", "Signals", "spark", "S", False),
    ("judgement", "Judgement", "shield", "J", False),
    ("add", "", "plus", "A", True),
    ("bring_in", "Import", "import", "I", True),
    ("settings", "Settings", "settings", ",", True),
)
# Who looks for a job has five pages before them; these stand at the foot.
_LESS_FOR_A_JOB = {"signals", "judgement"}


@lru_cache(maxsize=64)
def list_places(voice: Voice, *, has_team: bool) -> tuple[Place, ...]:
    """List the pages there are for this voice; nobody coaches where one works alone, or looks for a job."""
    said = {"book": voice.book, "add": voice.add}
    is_job = voice.key == VoiceKey.JOB
    return tuple(
        Place(route, label or said[route], icon, letter, reverse(route), quiet or (is_job and route in _LESS_FOR_A_JOB))
        for route, label, icon, letter, quiet in _PLACES
        if route != "coach" or (has_team and not is_job)
    )
