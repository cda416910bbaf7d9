"""Records that may be one thing: pairs with what speaks for them. Proposed to a person, never merged here.

In: what is known of each record (folded name, domain, hashes of addresses, where it belongs). Out: pairs, each with a
score from 0 to 1 and its evidence in words. Three doors: `accounts.near_accounts`, `people.near_people`,
`deals.near_deals`.
"""

from rekindle.intake.matching.accounts import AccountCard, near_accounts
from rekindle.intake.matching.deals import DealCard, near_deals
from rekindle.intake.matching.pairs import NearMatch, hangs_on_place
from rekindle.intake.matching.people import PersonCard, near_people

__all__ = [
    "AccountCard",
    "DealCard",
    "NearMatch",
    "PersonCard",
    "hangs_on_place",
    "near_accounts",
    "near_deals",
    "near_people",
]
