"""The ``leadbell`` command."""

import gc

from entrypoints.cli.command import run, typed_tree


def main() -> None:
    """Of the console script: only once in a process."""
    gc.disable()
    tree = typed_tree()
    gc.freeze()  # modules are never garbage: searching them, at the end too, takes half the time of a short command
    gc.enable()
    run(tree)
