"""A call's parameters, read by type, because Telegram takes each of them as form text or as JSON."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from math import isfinite

from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled


class Parameters:
    """The parameters of one call of ``method``. Every reader raises ``Refusal`` for a value of another shape."""

    def __init__(self, method: str, values: Mapping[str, object]) -> None:
        self.method = method
        self._values = {name: value for name, value in values.items() if value is not None}

    def refuse_other_than(self, modelled: Collection[str]) -> None:
        for name in self._values:
            if name not in modelled:
                raise not_modelled(f"parameter {name} of {self.method}")

    def has(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        value = self._values.get(name, default)
        if not isinstance(value, str):
            value = json.dumps(value)
        if _has_lone_surrogates(value):
            raise bad_request("strings must be encoded in UTF-8")
        return value

    def integer(self, name: str, default: int = 0) -> int:
        value = self._values.get(name, "")
        try:
            return default if value == "" else int(str(value))
        except ValueError as error:
            raise bad_request(f"parameter {name} must be an integer") from error

    def number(self, name: str) -> float:
        with suppress(ValueError):
            value = float(str(self._values.get(name)))
            if isfinite(value):
                return value
        raise bad_request(f"parameter {name} must be a number")

    def flag(self, name: str) -> bool:
        return str(self._values.get(name, False)).lower() in {"true", "1", "yes"}

    def array(self, name: str) -> list[object]:
        """Return a JSON array; empty when the parameter is absent."""
        value = self._json(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name}: Array expected")
        return value

    def table(self, name: str) -> dict[str, object] | None:
        """Return a JSON object; None when the parameter is absent."""
        value = self._json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {name}: Object expected")
        return value

    def _json(self, name: str) -> object:
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error


def _has_lone_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
