"""Owners, relays, operators and time act in any order: delivery keeps its promise after every step.

The rules do it to the real use cases on a real adapter; ``ledger`` is the model, and counts what Telegram accepted;
``invariants`` holds the two against each other.
"""
