"""A disk that is full for one process: it can write into its files, but makes none of them longer."""

import resource

UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
HEAD = 24
"""Enough for what is written in place: the count beside the database. A commit needs more."""


def fill_disk_for(pid: int) -> None:
    """From now on no file of this process gets any byte behind the first few. Writing there is an error, as it is
    when a disk is full: Python ignores the signal that goes with it."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (HEAD, resource.RLIM_INFINITY))


def empty_disk_for(pid: int) -> None:
    resource.prlimit(pid, resource.RLIMIT_FSIZE, UNLIMITED)
