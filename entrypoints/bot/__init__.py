"""The Telegram bot: reads updates, calls the use cases, and words the answers."""
