"""What operators see and do: outbox, relay, health, housekeeping."""
