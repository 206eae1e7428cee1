"""What the bot answers: replies and their texts."""
