"""Whether the records answer: a calibrated decision on features that can be explained."""

from service.refusal.estimate import confidence
from service.refusal.evidence import evidence_of, unmet, wholly_unmet

__all__ = ["confidence", "evidence_of", "unmet", "wholly_unmet"]
