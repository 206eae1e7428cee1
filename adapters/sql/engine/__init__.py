"""From the setting to connections: addresses as people have them, and engines with what our guarantees need."""
