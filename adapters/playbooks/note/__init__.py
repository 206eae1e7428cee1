"""What a note tells: name, company, role, contacts, and whether they met. Pure, conservative."""
