"""Reminders and follow-ups: when they are due, and their states."""
