"""A slow door: five wrong passwords for one address, or from one place, and it stays shut for five minutes."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

TRIES = 5
SECONDS = 300


def is_shut(request: HttpRequest, mail: str) -> bool:
    """Say whether too many wrong passwords came for this address or from this place."""
    return any(cache.get(key, 0) >= TRIES for key in _keys(request, mail))


def count_wrong(request: HttpRequest, mail: str) -> None:
    """Remember one wrong password."""
    for key in _keys(request, mail):
        cache.add(key, 0, SECONDS)
        cache.incr(key)


def forget(request: HttpRequest, mail: str) -> None:
    """Forget the wrong ones: the right one came."""
    cache.delete_many(list(_keys(request, mail)))


def _keys(request: HttpRequest, mail: str) -> tuple[str, str]:
    place = request.META.get("REMOTE_ADDR", "")
    digest = hashlib.sha256(mail.strip().casefold().encode()).hexdigest()
    return f"wrong-mail-{digest}", f"wrong-place-{place}"


def is_crowded(request: HttpRequest, door: str, most: int) -> bool:
    """Count a request at a door, reading and writing apart; say whether more than `most` came from this place in five
    minutes."""
    key = f"crowd-{door}-{request.method}-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, SECONDS)
    return cache.incr(key) > most
