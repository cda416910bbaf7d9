"""What makes us sure of a column where its name alone does not: one table of roles, and the rules that hold it.

| role                    | being wrong is | silent if                                       | else                    |
|-------------------------|----------------|-------------------------------------------------|-------------------------|
| status                  | bad            | a word known for its end; stage, status agree   | asked: `standing.words` |
| day of the end          | bad            | a known name; no other day of ended deals only  | asked, or given to it   |
| amount                  | bad            | a known name; no other amount of its standing   | asked; the fuller one   |
| opt-out                 | bad            | a word that says which way yes goes             | asked, held: `leaving`  |
| organisation            | bad            | a known name the mail address does not name     | given to the other one  |
| person                  | bad            | a known name; a family name beside a first name | given, or asked         |
| mail, phone             | costs a person | a known name, or whose: `agreeing`              | asked                   |
| owner, reason, next day | costs a hint   | a known name                                    | asked where values tell |
| anything else           | costs nothing  | a known name                                    | kept                    |
"""

from collections.abc import Iterator

from rekindle.intake.columns.dictionary import Kind, Profile
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import Match, Samples
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.surety.amounts import ask_amounts, take_fuller_amount, take_net
from rekindle.intake.columns.surety.called import ask_names, take_title
from rekindle.intake.columns.surety.currency import take_codes
from rekindle.intake.columns.surety.ends import ask_ends, settle_days
from rekindle.intake.columns.surety.owners import ask_owners
from rekindle.intake.columns.surety.papers import leave_days_of_papers
from rekindle.intake.columns.surety.people import leave_own_address, take_family_name, take_organisation, take_person

__all__ = ["ask_doubts", "settle_days", "settle_doubts"]


def settle_doubts(profile: Profile, match: Match, samples: Samples) -> None:
    """Give columns to what their rows show them to be where two known names stand for one thing."""
    if not match.meant:
        return
    take_family_name(match, samples)
    if profile.kind is Kind.DEALS:
        leave_own_address(match, samples)
        take_net(match, samples)
        take_fuller_amount(match, samples)
        take_codes(match, samples)
        take_organisation(match, samples)
        take_person(match, samples)
        take_title(match, samples)
        leave_days_of_papers(profile, match, samples)


def ask_doubts(known: Known) -> Iterator[Question]:
    """Ask about columns that stand for the same as one that is read, and may be the right one."""
    if known.profile.kind is not Kind.DEALS or not known.match.meant:
        return
    yield from ask_amounts(known)
    yield from ask_ends(known)
    yield from ask_owners(known)
    yield from ask_names(known)
