"""``leadbell invitations`` and ``leadbell invite``."""
