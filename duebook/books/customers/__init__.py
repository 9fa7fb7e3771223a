"""Whom we bill."""
