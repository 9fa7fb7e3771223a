"""What people must decide."""
