"""``leadbell audit seal``: position and digest of the log's head, to be kept elsewhere."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typer

from application.audit.proof import Seal
from entrypoints.cli.app import with_app
from entrypoints.cli.arguments import AsJson
from entrypoints.cli.output import show_one


def seal(as_json: AsJson = False) -> None:
    """Show where the log ends now, by position and digest. Keep it where this database's keeper cannot change it."""
    show_one(asdict(with_app(lambda app: app.use.proof.seal())), as_json=as_json)


def read_seal(file: Path) -> Seal:
    """Raise ``typer.BadParameter``."""
    problem = f"{file} is not what `leadbell audit seal --json` prints"
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        sealed = Seal(int(said["position"]), str(said["digest"]), datetime.fromisoformat(said["sealed_at"]))
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise typer.BadParameter(problem) from error
    if len(sealed.digest) != 64 or sealed.position < 0:
        raise typer.BadParameter(problem)
    return sealed
