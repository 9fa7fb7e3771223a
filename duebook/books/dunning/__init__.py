"""Reminders: who was asked for what, when."""
