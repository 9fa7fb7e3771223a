"""Mailboxes that mails for the receivables desk arrive in."""
