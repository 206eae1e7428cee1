"""Telegram: sending through the Bot API, receiving updates, and the evidence when no answer comes.

``connection.open_telegram`` is the way in.
"""
