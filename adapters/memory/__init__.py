"""Every port kept in this process's memory: full adapters, for fast tests and for trying things out."""
