"""Use cases about an owner: settings, working time, and whether their chat can be reached."""
