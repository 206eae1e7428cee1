"""Updates from Telegram: kept, then handled in their order."""
