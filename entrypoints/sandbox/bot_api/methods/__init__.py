"""The methods of the Bot API: read from a request, and answered in Telegram's envelope."""
