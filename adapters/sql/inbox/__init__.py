"""Updates and open questions in tables."""
