"""Speed and size, beside other engines."""
