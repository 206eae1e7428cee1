"""How a command names the projections that it is about."""

from collections.abc import Sequence
from typing import Annotated

import typer

from application.projections.registry import PROJECTIONS, Projection

Name = Annotated[str | None, typer.Argument(help="One of them; all without a name.")]


def projections_named(name: str | None) -> Sequence[Projection]:
    """All of them for None. Raises ``typer.BadParameter``."""
    chosen = [projection for projection in PROJECTIONS if name in (None, projection.name)]
    if not chosen:
        names = ", ".join(projection.name for projection in PROJECTIONS)
        raise typer.BadParameter(f"there is no projection {name!r}; there are: {names}")
    return chosen
