"""Read models computed from the log: recording, rebuilding, comparing and swapping go by one registry."""
