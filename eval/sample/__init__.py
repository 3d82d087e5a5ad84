"""The sample council: invented records, rendered from text, with questions and matters."""
