"""All the faults: those of keeping the promise, of what is sent when, and of what stays."""

from tests.faults.mutants.fences import FENCES
from tests.faults.mutants.outcomes import OUTCOMES
from tests.faults.mutants.upkeep import UPKEEP

MUTANTS = (*FENCES, *OUTCOMES, *UPKEEP)
