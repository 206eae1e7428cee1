"""Notifications of what other processes have committed. They only wake: the work is always read from the tables."""
