"""The panels beside the chart."""
