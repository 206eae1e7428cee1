"""Rules that name a day or a period of the calendar."""
