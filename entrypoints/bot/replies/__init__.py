"""The answers of the bot: replies and their texts."""
