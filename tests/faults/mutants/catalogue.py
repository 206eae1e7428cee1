"""All the faults."""

from tests.faults.mutants.bots import CROSSINGS
from tests.faults.mutants.fences import FENCES
from tests.faults.mutants.outcomes import OUTCOMES
from tests.faults.mutants.upkeep import UPKEEP

MUTANTS = (*FENCES, *CROSSINGS, *OUTCOMES, *UPKEEP)
