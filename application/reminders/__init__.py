"""Claiming what is due, and scheduling follow-ups of leads that have gone quiet."""
