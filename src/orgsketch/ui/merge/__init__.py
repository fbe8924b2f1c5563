"""The merge window: what two people dispute, what each side says, and what taking it would do."""
