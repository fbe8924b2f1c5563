"""The Changes view: what differs between the chart of the window and another one, and what it does."""
