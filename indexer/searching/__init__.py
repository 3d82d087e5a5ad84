"""What a search seeks, and which passages hold it: of words alone, wherever they are kept."""
