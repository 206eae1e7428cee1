"""Outbox and relay in memory."""
