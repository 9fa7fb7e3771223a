"""Work done in the background, queued in the database itself: a decision and its job commit together.

A job is one verb of ``duebook.flows`` with plain arguments. It may run again after a crash, so what it calls
must be safe to repeat (every operation of the books is).
"""
