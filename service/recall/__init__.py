"""Recalling what the records of decisions and of attendance say of a question.

The names of a vote stand apart from the motion that was voted on, and who was in the chair pages
before what was said there: no likeness of words leads from a question to them. What was read of
both when the papers were indexed (`indexer.decisions`) does.
"""
