"""``leadbell audit seal`` and ``verify``: what the log is now, to be kept elsewhere, and proof that it is still that."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from application.chain_walk import Finding
from application.log_proof import Proof, Seal
from entrypoints.cli.opening import AsJson, with_app
from entrypoints.cli.output import plain, print_json, show_one

MOST_NAMED = 20

SealFile = Annotated[Path | None, typer.Option("--seal", help="What `audit seal --json` printed, kept elsewhere.")]


def seal(as_json: AsJson = False) -> None:
    """Where the log ends now, by position and digest. Keep it where this database's keeper cannot change it."""
    found = with_app(lambda app: app.proof.seal())
    if as_json:
        print_json(plain(found))
    else:
        show_one({"position": found.position, "digest": found.digest, "sealed_at": found.sealed_at}, as_json=False)


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
        f"log: the chain does not hold, {len(proof.findings)} findings ({compared})",
        *(f"  {finding_line(one)}" for one in proof.findings[:MOST_NAMED]),
        *([f"  … and {more} more"] if more > 0 else []),
    ]


def finding_line(finding: Finding) -> str:
    where = f" at position {finding.position}" if finding.position else ""
    told = "; ".join(part for part in (finding.event, finding.details) if part)
    return f"{finding.what.value}{where}: {told}" if told else f"{finding.what.value}{where}"


def proof_view(proof: Proof) -> dict[str, object]:
    return {
        "holds": proof.holds,
        "events": proof.events,
        "position": proof.head.position,
        "digest": proof.head.digest.hex(),
        "findings": plain(list(proof.findings)),
    }
