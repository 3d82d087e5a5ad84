"""Searches that are followed: new passages are held against them when they are indexed."""
