"""The files that persons have sent, for getFile and the download after it."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from entrypoints.sandbox.bot_api.refusal import bad_request, not_found


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    file_unique_id: str
    file_path: str
    mime_type: str
    file_size: int

    def reference(self) -> dict[str, object]:
        """Return the fields by which a photo, voice or sticker names its file."""
        return {name: getattr(self, name) for name in ("file_id", "file_unique_id", "file_size")}

    def as_telegram_file(self) -> dict[str, object]:
        return {**self.reference(), "file_path": self.file_path}


class Files:
    """Contents are kept in ``folder``, which may be there from an earlier room; without one, in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: dict[str, StoredFile] = {}
        self._contents: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[StoredFile]:
        return iter(self._files.values())

    def keep(self, content: bytes, *, kind: str, extension: str, mime_type: str) -> StoredFile:
        """``kind`` is the folder in the file's path, as in ``photos/file_3.jpg``."""
        path = f"{kind}/file_{len(self._files)}.{extension}"
        file = StoredFile(f"sandbox-{secrets.token_urlsafe(24)}", secrets.token_hex(8), path, mime_type, len(content))
        self._write(file, content)
        self.know(file)
        return file

    def know(self, file: StoredFile) -> None:
        """Add a file whose content the folder already has."""
        self._files[file.file_id] = file

    def file(self, file_id: str) -> StoredFile:
        """Raise ``Refusal``: invalid file_id."""
        if file_id not in self._files:
            raise bad_request("invalid file_id")
        return self._files[file_id]

    def content_at(self, file_path: str) -> bytes:
        """Raise ``Refusal``: not found."""
        for file in self:
            if file.file_path == file_path:
                return self.content(file)
        raise not_found()

    def content(self, file: StoredFile) -> bytes:
        if self._folder is None:
            return self._contents[file.file_unique_id]
        return (self._folder / file.file_unique_id).read_bytes()

    def _write(self, file: StoredFile, content: bytes) -> None:
        if self._folder is None:
            self._contents[file.file_unique_id] = content
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / file.file_unique_id).write_bytes(content)
