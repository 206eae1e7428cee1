"""Time zones of places and cities, from data that came with our libraries: nothing is asked of a network."""
