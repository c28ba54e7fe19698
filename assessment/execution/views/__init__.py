"""The pages of the yearly reports."""
