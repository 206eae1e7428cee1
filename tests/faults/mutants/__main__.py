"""``python -m tests.faults.mutants [part of a name ...]``: exits with 1 when a mutant survives."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.faults.mutants.catalogue import MUTANTS
from tests.faults.mutants.mutant import Mutant
from tests.faults.mutants.workshop import a_copy, failures, infected


def main(parts: Sequence[str]) -> int:
    chosen = [mutant for mutant in MUTANTS if not parts or any(part in mutant.name for part in parts)]
    with a_copy() as folder:
        broken = [test for alike in _by_cases(chosen) for test in failures(folder, alike)]
        if broken:
            _say(f"without any mutant these fail already: {', '.join(broken)}")
            return 2
        survivors = [mutant.name for mutant in chosen if not _is_killed(folder, mutant)]
    _say(f"{len(chosen) - len(survivors)} of {len(chosen)} mutants were killed")
    return 1 if survivors else 0


def _by_cases(mutants: Sequence[Mutant]) -> Sequence[Sequence[Mutant]]:
    return [[one for one in mutants if one.on == on] for on in sorted({mutant.on for mutant in mutants})]


def _is_killed(folder: Path, mutant: Mutant) -> bool:
    started_at = time.monotonic()
    is_killed, verdict = _verdict(folder, mutant)
    _say(f"{time.monotonic() - started_at:5.1f} s  {mutant.name}: {verdict}")
    return is_killed


def _verdict(folder: Path, mutant: Mutant) -> tuple[bool, str]:
    try:
        with infected(folder, mutant):
            killers = failures(folder, [mutant])
    except LookupError as error:
        return False, f"DOES NOT APPLY, {error}"
    return bool(killers), f"killed by {killers[0]}" if killers else f"SURVIVED {mutant.killer}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
