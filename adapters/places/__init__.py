"""Time zones of places and cities, from data in our libraries, without a network."""
