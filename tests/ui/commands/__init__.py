"""Commands of the window."""
