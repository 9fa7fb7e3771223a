"""Invoice lists into the ledger."""
