"""A ``.env`` as editors and shells leave it: it is read, or a line says why not."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrypoints.env_file import LARGEST_BYTES, read_env_file
from entrypoints.settings import PREFIX, Settings, read_settings
from entrypoints.settings_problem import SettingsProblem
from tests.entrypoints.surroundings import without_settings

TEXT = 'LEADBELL_HTTP_HOST="хост"\r\nLEADBELL_HTTP_PORT=9090\r\n'
SECRET = "do-not-show-me"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_settings(monkeypatch, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_it_is_read_in_any_encoding_that_says_which_it_is(encoding: str, line_end: str) -> None:
    Path(".env").write_bytes(TEXT.replace("\r\n", line_end).encode(encoding))

    settings = read_settings()

    assert (settings.http_host, settings.http_port) == ("хост", 9090)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_it_is_read_in_utf_16_of_either_byte_order(mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    Path(".env").write_bytes(mark + TEXT.encode(order))

    assert read_settings().http_port == 9090


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (f"A=1\nLEADBELL_TELEGRAM_TOKEN={SECRET}é\n".encode("latin-1"), ".env, line 2: this is no UTF-8"),
        (f"LEADBELL_TELEGRAM_TOKEN={SECRET}\n# ключ\n".encode("cp1251"), ".env, line 2: this is no UTF-8"),
        (f"LEADBELL_TELEGRAM_TOKEN={SECRET}\0\n".encode(), ".env has zero bytes in it"),
        (TEXT.encode("utf-16-le").replace(b"\x04", b"\0"), ".env has zero bytes in it"),
        (TEXT.encode("utf-16")[:-1], ".env, line 2: this is no UTF-16"),
        (b"#" * (LARGEST_BYTES + 1), ".env is larger than"),
    ],
)
def test_any_other_is_refused_in_a_line(content: bytes, problem: str) -> None:
    Path(".env").write_bytes(content)

    with pytest.raises(SettingsProblem) as refused:
        read_settings()

    assert problem in str(refused.value)
    assert SECRET not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_of_that_name_is_refused() -> None:
    Path(".env").mkdir()

    with pytest.raises(SettingsProblem, match=r"^\.env is no file"):
        read_settings()


def test_a_pipe_of_that_name_is_not_waited_for() -> None:
    os.mkfifo(".env")

    with pytest.raises(SettingsProblem, match=r"^\.env is no file"):
        read_settings()


def test_a_link_in_a_circle_is_refused() -> None:
    Path(".env").symlink_to(".env")

    with pytest.raises(SettingsProblem, match=r"^\.env cannot be read: Too many levels of symbolic links"):
        read_settings()


def test_nothing_there_and_nothing_in_it_are_no_settings() -> None:
    read_settings()
    Path(".env").symlink_to(os.devnull)
    read_settings()


@given(content=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-16")))
def test_any_bytes_give_variables_or_a_line(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.env"
    file.write_bytes(content)
    try:
        read_env_file(file)
        refusal = ""
    except SettingsProblem as problem:
        refusal = str(problem)

    assert "\n" not in refusal


BYTES = st.binary(max_size=40).filter(lambda value: b"\0" not in value).map(os.fsdecode)
WORDS = st.text(alphabet="0123456789:-,. smhdnoe+eE∞٣", max_size=30)


@given(name=st.sampled_from(sorted(Settings.model_fields)), value=BYTES | WORDS)
def test_any_value_of_a_variable_gives_settings_or_a_line(name: str, value: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(f"{PREFIX}{name.upper()}", value)
        try:
            read_settings()
            refusal = ""
        except SettingsProblem as problem:
            refusal = str(problem)

    assert refusal == "" or f"{PREFIX}{name.upper()}" in refusal
    assert refusal.count("\n") == 0
