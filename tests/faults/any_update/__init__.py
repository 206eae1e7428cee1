"""Whatever an update is like: it is kept once, and handled or listed as failed."""
