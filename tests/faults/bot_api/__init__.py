"""A Bot API server in a process of its own that counts: the ground truth of the fault tests."""
