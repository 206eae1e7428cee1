"""What holds for a port, run on every adapter of it."""
