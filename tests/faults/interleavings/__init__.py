"""Two relays and one entry: every order in which their steps, their deaths and time can come, each of them tried.

No randomness: ``walk`` enumerates, ``scene`` does the steps with the real relay on a real database.
"""
