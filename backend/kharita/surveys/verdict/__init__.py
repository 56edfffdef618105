"""What a change means beside the permits and the plan: pure but for `loading`, which reads the database."""
