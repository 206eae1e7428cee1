"""What the application asks of the world. Adapters implement these protocols without inheriting from them."""
