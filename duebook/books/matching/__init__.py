"""Proposals how to apply receipts, with their proof."""
