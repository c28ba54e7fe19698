"""What is published and nothing else: lists, answers, public pages, public API."""
