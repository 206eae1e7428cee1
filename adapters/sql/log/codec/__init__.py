"""Events as they are stored: JSON with a topic."""
