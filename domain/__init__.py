"""The rules of Leadbell: what a lead is, what may happen to it, and what follows. No I/O, no clock."""
