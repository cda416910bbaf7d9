"""Three people to practise the keys on. Nothing of it is kept: where one stands is in the address alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from rekindle.desk.sample.files import read_data
from rekindle.desk.show.choices import offer_rests
from rekindle.desk.show.views import RestChoice
from rekindle.terms.voices import VoiceKey

DID = {
    "1": "Spoke",
    "2": "Left a voicemail",
    "3": "No answer",
    "4": "Meeting set",
    "s": "Resting",
    "n": "Left alone, everywhere",
}


@dataclass(frozen=True, slots=True)
class Practised:
    """Somebody made up. `press` is the key that fits what they said."""

    name: str
    title: str
    account: str
    icon: str
    way: str
    quote: str
    bring: str
    task: str
    press: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    """`did` are the keys pressed so far, `said` what the last one did; nobody is `current` at the end."""

    people: tuple[Practised, ...]
    did: str
    current: Practised | None
    said: str
    rests: tuple[RestChoice, ...]

    @property
    def before(self) -> str:
        """The keys without the last one: where an undo leads."""
        return self.did[:-1]


def show_practice(voice: VoiceKey, did: str, today: date) -> PracticeView:
    """Show whom to practise on after some keys; what is no key of the practice is left out."""
    people = _people()[voice]
    pressed = "".join(key for key in did.lower() if key in DID)[: len(people)]
    said = f"{DID[pressed[-1]]}: {people[len(pressed) - 1].name}" if pressed else ""
    current = people[len(pressed)] if len(pressed) < len(people) else None
    return PracticeView(
        people, pressed, current, said, offer_rests(today, promised=today + timedelta(days=120), opens=None)
    )


@cache
def _people() -> dict[str, tuple[Practised, ...]]:
    return {voice: tuple(Practised(**one) for one in people) for voice, people in read_data("practice").items()}
