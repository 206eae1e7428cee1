"""Tables and columns as SQLAlchemy sees them."""
