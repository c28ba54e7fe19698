"""The pages of satisfaction rounds."""
