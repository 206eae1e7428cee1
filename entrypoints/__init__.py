"""The ways in: bot, worker, sandbox and command line, all through one composition root."""
