"""``kill -9`` at each point of a reminder's way to Telegram: the crash table of docs/explanation."""
