"""Engagement plans from playbooks: at once, with no key and no network."""
