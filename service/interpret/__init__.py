"""From a question's words to what it was read as."""

from service.interpret.reading import interpret

__all__ = ["interpret"]
