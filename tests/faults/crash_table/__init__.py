"""What ``kill -9`` does at each point of a reminder's way to Telegram: the crash table of docs/explanation."""
