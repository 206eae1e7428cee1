"""``leadbell audit seal`` and ``verify``: what the log is now, to be kept elsewhere, and proof that it still is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from application.audit.chain_walk import Finding, FindingKind
from application.audit.proof import Proof, Seal
from application.errors import MasterKeyMissing, UnreadableEvent
from application.projections.registry import PROJECTIONS
from application.projections.verification import Verified
from entrypoints.bootstrap import App
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, print_json, say, show_one
from entrypoints.cli.projections.commands import say_verified, verified_view

MOST_NAMED = 20

SealFile = Annotated[Path | None, typer.Option("--seal", help="What `audit seal --json` printed, kept elsewhere.")]


@dataclass(frozen=True, slots=True)
class Audited:
    """``problem`` is why no read model was compared: an event that nobody can fold, or a master key that is missing."""

    proof: Proof
    read_models: Sequence[Verified]
    problem: str = ""

    @property
    def holds(self) -> bool:
        return self.proof.holds and not self.problem and all(one.holds for one in self.read_models)


def seal(as_json: AsJson = False) -> None:
    """Where the log ends now, by position and digest. Keep it where this database's keeper cannot change it."""
    found = with_app(lambda app: app.use.proof.seal())
    if as_json:
        print_json(plain(found))
    else:
        show_one({"position": found.position, "digest": found.digest, "sealed_at": found.sealed_at}, as_json=False)


def verify(seal: SealFile = None, as_json: AsJson = False) -> None:
    """Walks the log's chain, folds the log again and compares the read models with it. Exits 1 on a finding."""
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
        for line in (
            *proof_lines(audited.proof),
            *_seal_lines(kept, audited.proof),
            *([f"read models: not compared: {audited.problem}"] if audited.problem else []),
        ):
            say(line)
        for one in audited.read_models:
            say_verified(one)
    if not audited.holds:
        raise typer.Exit(1)


def _seal_lines(seal: Seal | None, proof: Proof) -> Sequence[str]:
    """One that is broken is among the findings."""
    if seal is None or any(one.kind is FindingKind.SEAL_BROKEN for one in proof.findings):
        return []
    return [f"seal: of {seal.sealed_at.isoformat(timespec='seconds')} at position {seal.position}: holds"]


def _view(audited: Audited) -> dict[str, object]:
    return {
        "holds": audited.holds,
        "log": proof_view(audited.proof),
        "problem": audited.problem,
        "read_models": [verified_view(one) for one in audited.read_models],
    }


def read_seal(file: Path) -> Seal:
    """Raises ``typer.BadParameter``."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        sealed = Seal(int(said["position"]), str(said["digest"]), datetime.fromisoformat(said["sealed_at"]))
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise typer.BadParameter(f"{file} is not what `leadbell audit seal --json` prints") from error
    if len(sealed.digest) != 64 or sealed.position < 0:
        raise typer.BadParameter(f"{file} is not what `leadbell audit seal --json` prints")
    return sealed


def proof_lines(proof: Proof) -> Sequence[str]:
    """The chain first, then up to twenty findings, each by its place in the log."""
    compared = f"{proof.events} events, the last at position {proof.head.position}, {proof.head.digest.hex()}"
    if proof.holds:
        return [f"log: the chain holds ({compared})"]
    more = len(proof.findings) - MOST_NAMED
    return [
        f"log: the chain does not hold, {_counted(proof)} ({compared})",
        *(f"  {finding_line(one)}" for one in proof.findings[:MOST_NAMED]),
        *([f"  … and {more} more"] if more > 0 else []),
    ]


def _counted(proof: Proof) -> str:
    return "1 finding" if len(proof.findings) == 1 else f"{len(proof.findings)} findings"


def finding_line(finding: Finding) -> str:
    where = f" at position {finding.position}" if finding.position else ""
    told = "; ".join(part for part in (finding.event, finding.details) if part)
    return f"{finding.kind.value}{where}: {told}" if told else f"{finding.kind.value}{where}"


def proof_view(proof: Proof) -> dict[str, object]:
    return {
        "holds": proof.holds,
        "events": proof.events,
        "position": proof.head.position,
        "digest": proof.head.digest.hex(),
        "findings": plain(list(proof.findings)),
    }
