"""Sixty simulated days of both schedulers, and a separate model that says from the same history what had to come."""
