"""``leadbell audit verify``: proof that the log is what it was, and that the read models say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from application.audit.chain_walk import Finding, FindingKind
from application.audit.proof import Proof, Seal
from application.errors import MasterKeyMissing, UnreadableEvent
from application.projections.registry import PROJECTIONS
from application.projections.verification import Verified
from entrypoints.bootstrap.app import App
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson, path_argument
from entrypoints.cli.audit.seal import read_seal
from entrypoints.cli.output import plain, print_json, say
from entrypoints.cli.projections.verify import say_verified, verified_view

MOST_NAMED = 20

SealFile = Annotated[
    Path | None,
    typer.Option(
        "--seal", parser=path_argument, metavar="FILE", help="What `audit seal --json` printed, kept elsewhere."
    ),
]


@dataclass(frozen=True, slots=True)
class Audited:
    """``problem`` is why no read model was compared: an event that cannot be folded, or a missing master key."""

    proof: Proof
    read_models: Sequence[Verified]
    problem: str = ""

    @property
    def holds(self) -> bool:
        return self.proof.holds and not self.problem and all(one.holds for one in self.read_models)


def verify(seal: SealFile = None, as_json: AsJson = False) -> None:
    """Walk the log's chain, fold the log again and compare the read models with it. Exits 1 on a finding."""
    kept = read_seal(seal) if seal is not None else None

    async def work(app: App) -> Audited:
        proof = await app.use.proof.verify(kept)
        try:
            return Audited(proof, [await app.use.verification.verify(projection) for projection in PROJECTIONS])
        except (UnreadableEvent, MasterKeyMissing) as error:
            return Audited(proof, [], problem=str(error))

    audited = with_app(work)
    if as_json:
        print_json(_view(audited))
    else:
        _say(audited, kept)
    if not audited.holds:
        raise typer.Exit(1)


def _say(audited: Audited, kept: Seal | None) -> None:
    for line in _proof_lines(audited.proof):
        say(line)
    if kept is not None and all(one.kind is not FindingKind.SEAL_BROKEN for one in audited.proof.findings):
        say(f"seal: of {kept.sealed_at.isoformat(timespec='seconds')} at position {kept.position}: holds")
    if audited.problem:
        say(f"read models: not compared: {audited.problem}")
    for one in audited.read_models:
        say_verified(one)


def _proof_lines(proof: Proof) -> Iterator[str]:
    """The chain first, then up to twenty findings, each by its place in the log."""
    compared = f"{proof.events} events, the last at position {proof.head.position}, {proof.head.digest.hex()}"
    count = len(proof.findings)
    if proof.holds:
        yield f"log: the chain holds ({compared})"
    else:
        yield f"log: the chain does not hold, {count} finding{'s' if count > 1 else ''} ({compared})"
    for one in proof.findings[:MOST_NAMED]:
        yield f"  {_finding_line(one)}"
    if count > MOST_NAMED:
        yield f"  … and {count - MOST_NAMED} more"


def _finding_line(finding: Finding) -> str:
    where = f" at position {finding.position}" if finding.position else ""
    details = "; ".join(part for part in (finding.event, finding.details) if part)
    return f"{finding.kind.value}{where}{': ' if details else ''}{details}"


def _view(audited: Audited) -> dict[str, object]:
    proof = audited.proof
    return {
        "holds": audited.holds,
        "log": {
            "holds": proof.holds,
            "events": proof.events,
            "position": proof.head.position,
            "digest": proof.head.digest.hex(),
            "findings": plain(list(proof.findings)),
        },
        "problem": audited.problem,
        "read_models": [verified_view(one) for one in audited.read_models],
    }
