"""The papers of the permits desk: what they say, how they look, who signed them, how they are verified."""
