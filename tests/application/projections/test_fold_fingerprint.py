"""A shadow table is completed only by the fold that began it."""

from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import domain
from application.projections import build as fold_fingerprint
from application.projections.build import fold_of
from application.projections.registry import LEAD_LIST, PROJECTIONS, Projection


def test_each_projection_has_its_own_and_keeps_it() -> None:
    folds = [fold_of(projection) for projection in PROJECTIONS]

    assert len(set(folds)) == len(PROJECTIONS)
    assert folds == [fold_of(projection) for projection in PROJECTIONS]
    assert all(len(fold) == 64 for fold in folds)


def test_other_rows_are_another_fold() -> None:
    one, _, another, *_ = PROJECTIONS

    assert fold_of(one) != fold_of(replace(one, rows=another.rows))


def test_any_change_to_the_domain_is_another_fold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fold_of(LEAD_LIST)
    (tmp_path / "one_rule_more.py").write_text("EVERY = 3\n")

    with monkeypatch.context() as patch:
        patch.setattr(domain, "__path__", [*domain.__path__, str(tmp_path)])
        fold_fingerprint.of_domain.cache_clear()
        changed = fold_of(LEAD_LIST)
    fold_fingerprint.of_domain.cache_clear()

    assert changed != before
    assert fold_of(LEAD_LIST) == before


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_columns_are_in_the_module_that_is_looked_at(projection: Projection) -> None:
    [row] = get_args(get_type_hints(projection.rows)["return"])

    assert row.__module__ == projection.rows.__module__
