"""The service over HTTP. Nothing outside this package knows HTTP."""
