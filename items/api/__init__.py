"""The register over HTTP: what everybody reads, and what the signed in may do."""
