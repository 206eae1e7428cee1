"""What happens to messages when processes die and Telegram misbehaves, counted by a server that is not ours to kill."""
