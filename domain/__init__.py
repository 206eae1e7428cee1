"""The rules of Leadbell: leads and accounts, their events, and the due times of reminders. No I/O, no clock."""
