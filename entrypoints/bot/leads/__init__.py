"""Buttons and pages about leads."""
