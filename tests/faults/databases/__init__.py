"""Databases that are locked, restarted or full."""
