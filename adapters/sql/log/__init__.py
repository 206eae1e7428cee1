"""The event log in a table: recorder, histories, chain, codecs."""
