"""Messages while processes die and Telegram misbehaves, counted by a server that lives on."""
