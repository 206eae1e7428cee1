"""Workers that are stopped, killed or asked to end while they send."""
