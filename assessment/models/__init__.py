"""The nouns of assessment and supervision."""

__all__ = []
