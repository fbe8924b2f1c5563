"""What the mouse does on the canvas: one file a tool, its states inside."""
