"""What payers say their payments are for, and which receipts it belongs to."""
