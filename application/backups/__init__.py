"""Copies of the database: taking, restoring, and telling a copy from the original."""
