"""When a rule holds on a chart, and what it then says."""
