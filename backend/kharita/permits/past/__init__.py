"""Permits from before Kharita: a target of `importing`, put on their parcels by title or by place.

What is imported so is marked by `created_by_import` and has no events: nothing of its life happened here.
"""
