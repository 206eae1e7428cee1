"""A JSON file that is never half written, for state that must outlive the process."""

import json
import os
from pathlib import Path
from typing import Any


class JsonFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Any:
        """Return the last written content, or None without a file. Raise ``ValueError`` when it is not JSON."""
        try:
            return json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def write(self, content: object) -> None:
        """Replace the file as a whole, by rename: a reader finds the old content or the new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(f"{self._path.name}.new")
        with open(new, "w", encoding="utf-8", opener=_for_its_owner) as file:
            json.dump(content, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)


def _for_its_owner(path: str, flags: int) -> int:
    """What is written is a chat."""
    return os.open(path, flags, 0o600)
