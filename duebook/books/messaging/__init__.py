"""The outbox: what goes out, once."""
