"""What a chart is: records, edits, diffs and merges. Plain values."""
