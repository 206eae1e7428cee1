"""The facts in a note: name, company, role, contacts, and whether they met. Pure, conservative."""
