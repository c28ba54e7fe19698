"""The public pages: published documents, read by anybody, without account, cookie or script."""
