"""Telegram's 429, and how not to get one."""
