"""Read models in tables, and the positions they have been computed to."""
