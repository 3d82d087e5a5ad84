"""The records for programs of language models, by the Model Context Protocol."""
