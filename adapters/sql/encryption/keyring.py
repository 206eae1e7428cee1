"""The keys that personal data is encrypted under: one for each lead, wrapped by a master key if there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.sql.encryption.encrypted_event import NONCE_BYTES, DecryptionFailed, LeadKey
from application.errors import MasterKeyMissing

KEY_BYTES = 32
BARE = ""
"""In place of a master key's name, for a key that is not wrapped."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """``stored`` is wrapped."""

    lead_id: UUID
    key: LeadKey
    stored: bytes


class Keyring:
    """``masters`` are keys of 32 bytes: the first wraps, all of them unwrap, so that a master key can be rotated."""

    def __init__(self, masters: Sequence[bytes] = ()) -> None:
        self._masters = {_name(master): AESGCM(master) for master in masters}
        self.wraps_by = next(iter(self._masters), BARE)
        """The name under which new keys are stored."""

    def fresh(self, lead_id: UUID) -> NewKey:
        key = urandom(KEY_BYTES)
        return NewKey(lead_id, LeadKey(lead_id, key), self.wrap(lead_id, key))

    def wrap(self, lead_id: UUID, key: bytes) -> bytes:
        if self.wraps_by == BARE:
            return key
        nonce = urandom(NONCE_BYTES)
        return nonce + self._masters[self.wraps_by].encrypt(nonce, key, lead_id.bytes)

    def open(self, lead_id: UUID, stored: bytes, wrapped_by: str) -> LeadKey:
        """Raise ``MasterKeyMissing``, ``DecryptionFailed``."""
        return LeadKey(lead_id, self.unwrap(lead_id, stored, wrapped_by))

    def unwrap(self, lead_id: UUID, stored: bytes, wrapped_by: str) -> bytes:
        """Raise ``MasterKeyMissing``; ``DecryptionFailed`` for a key that was not wrapped by it for this lead."""
        if wrapped_by == BARE:
            return stored
        master = self._masters.get(wrapped_by)
        if master is None:
            raise MasterKeyMissing(lead_id, wrapped_by)
        try:
            return master.decrypt(stored[:NONCE_BYTES], stored[NONCE_BYTES:], lead_id.bytes)
        except (InvalidTag, ValueError) as error:
            raise DecryptionFailed("key") from error


def _name(master: bytes) -> str:
    """A fingerprint, which says nothing else about the key."""
    return sha256(b"leadbell.master." + master).hexdigest()[:16]
