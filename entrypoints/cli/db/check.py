"""``leadbell db check``: whether the database is whole, has the tables of this program, and agrees with its log."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import typer

from application.errors import ApplicationError
from application.projections.registry import PROJECTIONS
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import plain, print_json, say

WHOLE_FILE = "SQLite finds the file whole"
WHOLE_SERVER = "indexes and constraints are valid; the server checks its files itself (pg_amcheck, page checksums)"


@dataclass(frozen=True, slots=True)
class Finding:
    """``holds`` is None for a check that could not be made."""

    check: str
    holds: bool | None
    words: str


async def integrity(app: App) -> Finding:
    problems = await app.integrity()
    if problems is None:
        return Finding("integrity", None, "there is no file yet")
    whole = WHOLE_FILE if app.database.is_sqlite else WHOLE_SERVER
    return Finding("integrity", not problems, "; ".join(problems) or whole)


async def migrations(app: App) -> Finding:
    schema = await app.schema()
    return Finding("migrations", schema.is_ready, f"{schema.state}, revision {schema.revision} of {schema.newest}")


async def chain(app: App) -> Finding:
    proof = await app.use.proof.verify()
    broken = f"{len(proof.findings)} findings: `leadbell audit verify` names them"
    return Finding("chain", proof.holds, f"{proof.events} events follow each other" if proof.holds else broken)


async def projections(app: App) -> Finding:
    verified = [await app.use.verification.verify(projection) for projection in PROJECTIONS]
    wrong = [one.name for one in verified if not one.holds]
    differ = f"{', '.join(wrong)} differ from the log: `leadbell projections verify` names the rows"
    return Finding("projections", not wrong, differ if wrong else f"{len(verified)} read models are equal to the log")


Check = Callable[[App], Awaitable[Finding]]

WITHOUT_TABLES: Sequence[Check] = (integrity, migrations)
ON_OUR_TABLES: Sequence[Check] = (chain, projections)
"""They read tables that only this program has."""


def check(as_json: AsJson = False) -> None:
    """Check the file, the age of the tables, the log's chain, and read models against the log. Exits 1 on a finding."""

    async def work(app: App) -> tuple[dict[str, object], Sequence[Finding]]:
        schema = await app.schema()
        return {**plain(schema), "ready": schema.is_ready}, await _found(app, ready=schema.is_ready)

    schema, found = with_app(work, ready=False)
    holds = all(one.holds for one in found)
    if as_json:
        print_json({**schema, "holds": holds, "checks": plain(found)})
    else:
        for one in found:
            say(f"{one.check}: {_verdict(one)}: {one.words}")
    if not holds:
        raise typer.Exit(1)


async def _found(app: App, *, ready: bool) -> Sequence[Finding]:
    found = [await _checked(app, one) for one in WITHOUT_TABLES]
    if ready:
        return [*found, *[await _checked(app, one) for one in ON_OUR_TABLES]]
    return [*found, *(Finding(one.__name__, None, "the tables are not those of this program") for one in ON_OUR_TABLES)]


async def _checked(app: App, one: Check) -> Finding:
    """An error is a finding too, so that the other checks are still made."""
    try:
        return await one(app)
    except ApplicationError as error:
        return Finding(one.__name__, False, str(error))


def _verdict(one: Finding) -> str:
    if one.holds is None:
        return "not checked"
    return "holds" if one.holds else "does not hold"
