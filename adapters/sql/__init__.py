"""Events, read models, outbox and inbox in one SQL database, SQLite or PostgreSQL, on SQLAlchemy Core."""
