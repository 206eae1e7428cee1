"""The refusal of an address: a line, and never a piece of a password."""

from application.errors import DatabaseUnavailable


def refused(problem: str) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"LEADBELL_DATABASE_URL: {problem}")
