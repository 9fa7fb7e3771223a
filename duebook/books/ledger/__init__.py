"""The receivables ledger: entries, open items, receipts."""
