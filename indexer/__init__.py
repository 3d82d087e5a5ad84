"""From published council records to an index that can prove every word."""
