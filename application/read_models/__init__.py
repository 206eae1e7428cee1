"""The rows of each read model, as pure functions of one lead's or one account's state."""
