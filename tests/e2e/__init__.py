"""Browser tests. A package, so that its site and its browser end with its last test."""
