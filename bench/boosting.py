"""What all boosted trees of bench/ share: the same pages give the same trees, whoever trains them."""

from __future__ import annotations

SAME_TREES = {
    "feature_fraction": 0.3,
    "bagging_freq": 1,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
"""Parameters of LightGBM: every tree looks at three features in ten, drawn by a fixed seed, in 63 bins."""
