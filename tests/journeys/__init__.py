"""The whole program, over real HTTP, as people meet it."""
