"""The open benchmark of cash application: seeded cases, measures, and the peers beside us."""
