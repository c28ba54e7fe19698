"""Feedback (群众意见): what citizens say of an answer or of a miss, and what became of it."""
