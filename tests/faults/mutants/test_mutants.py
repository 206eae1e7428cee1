"""The faults still apply, which is found out at once, and each is noticed, which takes a minute."""

import subprocess
import sys

import pytest

from tests.faults.mutants.catalogue import MUTANTS
from tests.faults.mutants.mutant import Mutant
from tests.faults.mutants.workshop import ROOT


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_still_applies(mutant: Mutant) -> None:
    """Else its line has changed: bring the mutant up to it."""
    assert [edit.path for edit in mutant.edits if not edit.fits(ROOT)] == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_killer_of_a_mutant_is_there(mutant: Mutant) -> None:
    path, test = mutant.killer.split("::")

    assert f"def {test}(" in (ROOT / path).read_text()


@pytest.mark.faults
def test_every_mutant_dies() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.mutants"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
