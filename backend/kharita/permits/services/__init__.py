"""Every write of the permits desk, one noun a module."""
