"""The options side by side in the window."""
