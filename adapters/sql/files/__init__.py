"""The SQLite file and what lies beside it: locks, the write-ahead log, interruptible threads."""
