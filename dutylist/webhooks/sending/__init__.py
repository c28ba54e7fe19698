"""One event on its way to one address: which addresses are taken, the signature, the request."""
