#!/usr/bin/env python3
"""The patient rule induction method against EMA Workbench, box by box on the same data.

    python3 tests/against/ema.py

Makes an environment of its own under target/ (needs a package index) and builds the example `estimators`.
Exit code 1 where they disagree.
"""

import logging
import sys

from support import inside, report, zopa

inside("ema_workbench==2.5.3")

import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

logging.disable(logging.WARNING)


def hidden(rng, points, inputs):
    """A box hidden in noise: 9 in 10 hits inside, 1 in 20 outside."""
    x = rng.random((points, inputs))
    inside_box = (x[:, 1] > 0.3) & (x[:, 1] < 0.6) & (x[:, 3] > 0.5) & (x[:, 3] < 0.8)
    return x, (rng.random(points) < np.where(inside_box, 0.9, 0.05)).astype(int)


def grid(rng, points, inputs):
    """The same on a grid of 20 levels, where many values are equal."""
    x, _ = hidden(rng, points, inputs)
    x = (np.floor(x * 20) + 0.5) / 20
    inside_box = (x[:, 0] > 0.6) & (x[:, 2] < 0.4)
    return x, (rng.random(points) < np.where(inside_box, 0.8, 0.1)).astype(int)


def slope(rng, points, inputs):
    """No box: hits become likelier along a direction."""
    x = rng.random((points, inputs))
    chance = 1 / (1 + np.exp(-8 * (x[:, 0] + 0.5 * x[:, 1] - 1)))
    return x, (rng.random(points) < chance).astype(int)


def compare(make, seed):
    x, y = make(np.random.default_rng(seed), 2000, 6)
    data = pd.DataFrame(x, columns=[f"x{i + 1}" for i in range(x.shape[1])])
    theirs = prim.Prim(data, y, threshold=0.1).find_box()
    ours = zopa("prim", x, y)["boxes"]
    name = f"{make.__name__}, seed {seed}"
    trajectory = theirs.peeling_trajectory
    if len(ours) != len(trajectory):
        print(f"BAD {name}: {len(ours)} boxes, EMA Workbench has {len(trajectory)}")
        return False
    limits = max(
        float(np.max(np.abs(np.array(box["limits"]).T - lims.values.astype(float))))
        for box, lims in zip(ours, theirs.box_lims)
    )
    hits = y.sum()
    coverage = np.abs([box["hits"] / hits for box in ours] - trajectory["coverage"]).max()
    density = np.abs([box["hits"] / box["points"] for box in ours] - trajectory["density"]).max()
    good = report(f"{name}, limits of {len(ours)} boxes", limits, 1e-12)
    good &= report(f"{name}, coverage", coverage, 1e-12)
    return good & report(f"{name}, density", density, 1e-12)


if __name__ == "__main__":
    good = [compare(make, seed) for make in (hidden, grid, slope) for seed in (1, 2, 3)]
    sys.exit(0 if all(good) else 1)
