"""How messages reach people: mail now, other channels later."""
