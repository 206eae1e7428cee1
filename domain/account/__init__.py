"""The account: one owner, their preferences, and whether their chat can be reached."""
