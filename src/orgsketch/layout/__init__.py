"""Where every card stands: a tidy tree of cards of any size, kept up to date edit by edit.

`tidy.Layout` is the room's front: give it a chart, the size of a card, and then each diff.
`spatial` answers what is visible and what is under the pointer.
"""
