"""Encrypting people's words under each lead's key."""
