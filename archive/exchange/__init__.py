"""Whole archives in and out: formats that other programs read."""
