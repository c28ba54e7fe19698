"""The writers of the papers; to import this is to register them all."""

from . import application, issuing, letters, meetings, notices, reviews

__all__ = ["application", "issuing", "letters", "meetings", "notices", "reviews"]
