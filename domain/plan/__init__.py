"""The plan and its steps, and their dates."""
