"""Chart files: read, mended, and written safely."""
