"""The 158 rules of the catalogue written a second time, from its words: slow, plain, by hand."""
