"""Telegram: how words leave through the Bot API, how updates come in, and what is known when an answer does not.

``connection.open_telegram`` is the way in.
"""
