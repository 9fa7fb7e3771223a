"""What happened, in one chain of hashes per company."""
