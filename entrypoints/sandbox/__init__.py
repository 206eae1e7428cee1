"""Leadbell without Telegram: an honest Bot API server and a chat page, both on this computer only."""
