"""Text, entities and keyboards, checked and kept as Telegram does."""
