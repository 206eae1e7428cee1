"""Personal data in stored events, encrypted under the key of their lead. These shapes are the format on disk.

Personal data is known by the name of its field, anywhere in an event, so that a new event with a plan or a due time is
encrypted without a further line. Each text is encrypted by itself and bound to its place: the lead, the event's version
and the path to its field. A text that was moved cannot be decrypted.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from os import urandom
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from eventsourcing.persistence import StoredEvent

from domain.erased import ERASED

PERSONAL = frozenset(
    {"note", "name", "company", "role", "contacts", "channel", "action", "suggested_text", "words", "anchor"}
)
"""Fields of a lead's events that may hold what people, or a language model, wrote about a prospect."""
ENCRYPTED = "_sealed_"
NONCE_BYTES = 12

Change = Callable[[str, Any], Any]
"""From a path and the value there to its new value."""


class DecryptionFailed(Exception):
    """The ciphertext was changed or moved."""


class LeadKey:
    """AES-256-GCM, with a fresh random nonce for each text."""

    def __init__(self, lead_id: UUID, key: bytes) -> None:
        self._lead_id = lead_id
        self._cipher = AESGCM(key)

    def encrypt(self, stored: StoredEvent) -> StoredEvent:
        """Empty texts stay as they are."""

        def encrypted(path: str, text: Any) -> Any:
            if not isinstance(text, str) or not text:
                return text
            nonce = urandom(NONCE_BYTES)
            ciphertext = nonce + self._cipher.encrypt(nonce, text.encode(), self._place(stored, path))
            return {ENCRYPTED: b64encode(ciphertext).decode("ascii")}

        return _changed(stored, encrypted)

    def decrypt(self, stored: StoredEvent) -> StoredEvent:
        """A text that was never encrypted stays as it is. Raise ``DecryptionFailed``."""

        def decrypted(path: str, value: Any) -> Any:
            if not _is_encrypted(value):
                return value
            try:
                ciphertext = b64decode(value[ENCRYPTED])
                text = self._cipher.decrypt(
                    ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], self._place(stored, path)
                )
            except (InvalidTag, ValueError) as error:
                raise DecryptionFailed(path) from error
            return text.decode()

        return _changed(stored, decrypted)

    def _place(self, stored: StoredEvent, path: str) -> bytes:
        return f"{self._lead_id}/{stored.originator_version}/{path}".encode()


def without_key(stored: StoredEvent) -> StoredEvent:
    """With ``ERASED`` in place of each encrypted text."""
    return _changed(stored, lambda path, value: ERASED if _is_encrypted(value) else value)


def is_personal(stored: StoredEvent) -> bool:
    """Whether there is a text to encrypt."""
    texts: list[Any] = []
    _walk(json.loads(stored.state), "", lambda path, value: texts.append(value))
    return any(text not in ("", ERASED) for text in texts)


def _is_encrypted(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {ENCRYPTED}


def is_encrypted(stored: StoredEvent) -> bool:
    """Whether there may be an encrypted text; most events have none, and need not be parsed."""
    return b'"_sealed_"' in stored.state


def _changed(stored: StoredEvent, change: Change) -> StoredEvent:
    state = json.loads(stored.state)
    changed = _walk(state, "", change)
    if changed == state:
        return stored
    written = json.dumps(changed, separators=(",", ":"), ensure_ascii=False)
    return replace(stored, state=written.encode())


def _walk(value: Any, path: str, change: Change) -> Any:
    if isinstance(value, dict):
        return {key: _field(key, item, f"{path}/{key}", change) for key, item in value.items()}
    if isinstance(value, list):
        return [_walk(item, f"{path}/{index}", change) for index, item in enumerate(value)]
    return value


def _field(name: str, value: Any, path: str, change: Change) -> Any:
    if name not in PERSONAL:
        return _walk(value, path, change)
    if isinstance(value, list):
        return [change(f"{path}/{index}", item) for index, item in enumerate(value)]
    return change(path, value)
