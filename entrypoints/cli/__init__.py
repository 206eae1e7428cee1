"""The ``leadbell`` command."""

from entrypoints.cli.command import main

__all__ = ["main"]
