"""Wall clocks that jump, and hosts in zones that do."""
