"""What Leadbell says of its own accord, frozen into the outbox in the transaction that decides to say it."""
