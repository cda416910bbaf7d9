"""The token of a link to the buyer's form: it names the link, is signed, and is nowhere kept but as its hash."""

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.core.signing import BadSignature, Signer

_SALT = "rekindle.form"
_LONGEST = 200


def make_token(workspace_id: UUID, link_id: UUID) -> str:
    """Return the token of a link. The same link has the same token, so that it can be shown again."""
    named = urlsafe_b64encode(workspace_id.bytes + link_id.bytes).decode().rstrip("=")
    return Signer(salt=_SALT, sep=".").sign(named)


def read_token(token: str) -> tuple[UUID, UUID] | None:
    """Return (workspace, link) of a token that was signed here, None for any other text."""
    try:
        named = Signer(salt=_SALT, sep=".").unsign(token[:_LONGEST])
        raw = urlsafe_b64decode(named + "=" * (-len(named) % 4))
    except (BadSignature, binascii.Error, ValueError):
        return None
    return (UUID(bytes=raw[:16]), UUID(bytes=raw[16:])) if len(raw) == 32 else None


def hash_token(token: str) -> str:
    """Return what is kept of a token: SHA-256, 64 hex digits. The token is signed, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
