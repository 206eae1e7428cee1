"""Outbox, attempts, chat states and rate limit in tables."""
