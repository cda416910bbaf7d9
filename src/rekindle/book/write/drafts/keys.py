"""Folded names and hashes of addresses, each made once: a chunk asks for the same one a dozen times."""

from functools import lru_cache

from rekindle.book import addresses
from rekindle.intake import names

name_key = lru_cache(maxsize=20_000)(names.name_key)
address_key = lru_cache(maxsize=20_000)(addresses.address_key)
