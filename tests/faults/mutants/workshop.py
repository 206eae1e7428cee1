"""A copy of the program in which a fault does no harm, and the test that must find it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.mutants.mutant import Mutant

ROOT = Path(__file__).parents[3]
PASSED, FAILED = 0, 1
"""Of pytest's exit codes; all others mean that the test did not run."""


class TestDidNotRun(Exception):
    """Nothing can be concluded from it; ``str`` is the output of pytest."""

    __test__ = False


@contextmanager
def a_copy(of: Path = ROOT) -> Iterator[Path]:
    """Of everything that git knows or would know: no environment, no history."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=of, capture_output=True, check=True
    )
    with TemporaryDirectory(prefix="leadbell-mutant-") as folder:
        for name in listed.stdout.decode().split("\0"):
            if name and (of / name).is_file():  # one that was deleted and not committed is listed still
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(of / name, Path(folder) / name)
        yield Path(folder)


@contextmanager
def infected(folder: Path, mutant: Mutant) -> Iterator[None]:
    """Raise ``LookupError`` when the fault does not apply. Afterwards the copy is healthy again."""
    healthy = {edit.path: (folder / edit.path).read_text() for edit in mutant.edits}
    try:
        for edit in mutant.edits:
            edit.apply(folder)
        yield
    finally:
        for path, text in healthy.items():
            (folder / path).write_text(text)


def failures(folder: Path, mutants: Sequence[Mutant]) -> Sequence[str]:
    """Run their killers on the copy; the names of those that failed. All have their ``on`` in common.

    Raise ``TestDidNotRun``.
    """
    killers = sorted({mutant.killer for mutant in mutants})
    cases = ["-k", mutants[0].on] if mutants[0].on else []
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "--tb=no", "-m", "", "-p", "no:cacheprovider"]
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [*command, *cases, *killers], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    if run.returncode not in (PASSED, FAILED):
        raise TestDidNotRun(run.stdout + run.stderr)
    failed = [
        line.removeprefix("FAILED ").split(" - ")[0] for line in run.stdout.splitlines() if line.startswith("FAILED ")
    ]
    return sorted({name.split("::", 1)[-1] for name in failed})
