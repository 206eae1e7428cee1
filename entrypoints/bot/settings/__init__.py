"""The settings menu, and words typed in answer to it."""
