"""Read models computed anew while the program works, and ``kill -9`` in each phase of it."""
