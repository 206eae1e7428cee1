"""The Telegram Bot API as Leadbell uses it, honest about the rest: what is not modelled is refused by name."""
