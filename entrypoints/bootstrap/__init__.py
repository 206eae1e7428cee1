"""The composition root: the only place that chooses adapters. Programs, commands and journey tests enter here.

``database`` opens what every command needs, ``app`` wires the use cases on it, ``program`` adds what talks to Telegram.
They are apart because each of them takes a multiple of the time to import.
"""
