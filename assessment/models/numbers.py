"""What is said of a value that is no number."""

NO_NUMBER = {"invalid": "应为数字。"}
