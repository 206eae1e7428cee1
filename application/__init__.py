"""The use cases: they ask the ports for the world, let the domain decide, and record what it decided."""
