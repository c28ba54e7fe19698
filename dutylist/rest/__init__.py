"""What API addresses share: problem documents, keyset pages, If-Match, Idempotency-Key."""
