"""The nouns of the gate."""
