"""The whole program, read from outside through AT-SPI, as a screen reader does."""
