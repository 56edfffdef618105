"""What `./kharita` does, from a bare clone to the running product, with the standard library alone."""
