"""Read models computed anew while everybody works, and ``kill -9`` in each phase of it."""
