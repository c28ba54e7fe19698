"""The pages of off-list reports."""
