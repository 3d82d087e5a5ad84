"""Whether a written statement is supported by the passages that it cites."""

from service.support.rule import Rule, Verdict, judge

__all__ = ["Rule", "Verdict", "judge"]
