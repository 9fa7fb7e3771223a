"""Every file that came in, and what it did."""
