"""Bank accounts, statements and their lines."""
