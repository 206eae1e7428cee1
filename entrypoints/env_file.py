"""The file ``.env``, read in whatever encoding an editor or a shell has left it."""

import codecs
import os
import stat
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from entrypoints.settings_problem import SettingsProblem

LARGEST_BYTES = 1_000_000
BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_env_file(path: Path) -> Mapping[str, str | None]:
    """Return its variables, none when there is no file. Raise ``SettingsProblem`` with one line, which shows nothing of
    what the file holds."""
    text = _decoded(path, _content(path))
    if "\0" in text:
        raise SettingsProblem(f"{path} has zero bytes in it: save it as UTF-8")
    return dotenv_values(stream=StringIO(text.replace("\r\n", "\n").replace("\r", "\n")))


def _content(path: Path) -> bytes:
    try:
        if not (stat.S_ISREG(path.stat().st_mode) or path.samefile(os.devnull)):
            raise SettingsProblem(f"{path} is no file (a folder, or a pipe): give it another name")
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SettingsProblem(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_BYTES:
        raise SettingsProblem(f"{path} is larger than {LARGEST_BYTES} bytes: it holds no settings")
    return content


def _decoded(path: Path, content: bytes) -> str:
    encoding = next((name for mark, name in BY_MARK if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SettingsProblem(f"{path}, line {line}: this is no {encoding.upper()}; save the file as UTF-8") from error
