"""All options side by side: a column each, the baseline first. Counts beside each other, never a total."""
