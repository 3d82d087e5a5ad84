"""Judging by people: pools of candidates, a screen, agreement."""
