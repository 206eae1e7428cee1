"""The lead: its events, its state, and the decisions about it."""
