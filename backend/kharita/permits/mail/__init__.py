"""Telling people of each step of their dossier: written with the step, sent by the worker later."""
