"""Read models in memory, kept by their lead or account."""
