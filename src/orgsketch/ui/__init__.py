"""The window around the chart."""
