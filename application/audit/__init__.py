"""Reading the log: events, causes, reasons, and the proof that the log is whole."""
