"""Looking into files that strangers sent: each look is a process of its own, with limits."""
