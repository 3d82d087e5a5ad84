"""From a question to an answer that opens the page it stands on."""
