"""From the outbox to Telegram: lease, call, settle."""
