"""The writing composer: a model writes statements, and each is checked before it is shown."""
