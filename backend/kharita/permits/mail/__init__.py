"""Telling people of each step of their dossier, in their language: written with the step, sent by the worker."""
