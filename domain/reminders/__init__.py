"""Reminders and follow-ups: when they are due, and what becomes of them."""
