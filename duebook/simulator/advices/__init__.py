"""What payers send to say what a payment is for: a small writer per kind of document, see kinds.py."""
