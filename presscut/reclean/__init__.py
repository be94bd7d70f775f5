"""New rules over stored originals: what would change, and the changes themselves."""
