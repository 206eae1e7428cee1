"""The rules, a file for each subject; their order is in ``order``."""
