"""Work on the whole database: backups, integrity, locks, the copy marker."""
