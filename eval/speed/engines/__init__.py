"""The engines that are measured beside one another: Moothall's own store, and the peers'."""
