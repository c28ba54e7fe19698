"""What every address of the API shares: problem documents, keyset pages, If-Match, Idempotency-Key."""
