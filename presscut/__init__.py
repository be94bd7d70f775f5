"""From a scraped page to a clean article, with an account of all that was taken away."""

__version__ = "0.1.0"
