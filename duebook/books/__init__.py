"""What we remember: rows, constraints, and one operation per business verb."""
