"""Whether the records answer: a calibrated decision on features that can be explained."""

from service.refusal.estimate import confidence
from service.refusal.evidence import evidence_of, unmet, wholly_unmet
from service.refusal.matter import spoken_of

__all__ = ["confidence", "evidence_of", "spoken_of", "unmet", "wholly_unmet"]
