"""The engagement plan."""

from dataclasses import replace

import pytest

from domain.errors import UnknownStep
from domain.plan.plan import StepStatus
from tests.support.leads import a_plan


def test_a_step_is_found_by_its_number() -> None:
    plan = a_plan()

    assert plan.step(2) is plan.steps[1]


@pytest.mark.parametrize("step_id", [-1, 0, 4])
def test_any_other_number_is_unknown(step_id: int) -> None:
    with pytest.raises(UnknownStep) as refusal:
        a_plan().step(step_id)

    assert refusal.value.step_id == step_id


def test_marking_changes_one_step_only() -> None:
    plan = a_plan()

    marked = plan.marked(2, StepStatus.DONE)

    assert marked.steps == (plan.steps[0], replace(plan.steps[1], status=StepStatus.DONE), plan.steps[2])
    assert plan == a_plan()


def test_marking_an_unknown_step_changes_nothing() -> None:
    assert a_plan().marked(9, StepStatus.DONE) == a_plan()


def test_done_and_skipped_steps_are_not_open() -> None:
    plan = a_plan().marked(1, StepStatus.DONE).marked(2, StepStatus.SKIPPED)

    assert [step.id for step in plan.steps if step.is_open] == [3]


def test_a_step_says_its_text_or_else_its_action() -> None:
    step = a_plan().step(1)

    assert step.wording == "Hello from step 1"
    assert replace(step, suggested_text="").wording == "Do step 1"
