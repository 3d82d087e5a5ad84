"""What controllers are given, by its names in `service.web.app.create_app`."""

from __future__ import annotations

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from service.answer import Answerer
from service.index import Index
from service.web.images import PageImages

# Protocols cannot be checked when a request comes, and need not be: the application gives them.
TheIndex = NamedDependency[SkipValidation[Index]]
TheAnswerer = NamedDependency[Answerer]
TheImages = NamedDependency[PageImages]
