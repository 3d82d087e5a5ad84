"""Answers to questions with gold answers: asking, judging, measuring, comparing, showing."""
