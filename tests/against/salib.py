#!/usr/bin/env python3
"""Sobol's indices and Morris' elementary effects against SALib 1.6, on the same samples, to 1e-9.

    python3 tests/against/salib.py

Makes an environment of its own under target/ (needs a package index) and builds the example `estimators`.
Exit code 1 where they disagree.
"""

import sys

from support import inside, report, zopa

inside("SALib==1.6.0")

import numpy as np
from SALib.analyze import morris as morris_analyze
from SALib.analyze import sobol as sobol_analyze
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from SALib.test_functions import Ishigami, Sobol_G

ALLOWED = 1e-9


def cube(names):
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def furthest(ours, theirs):
    return float(np.max(np.abs(np.asarray(ours, dtype=float) - np.asarray(theirs, dtype=float))))


def linear(points):
    return points @ np.array([4.0, 2.0, 1.0, 0.5]) + 100.0


CASES = [
    ("Ishigami", 3, lambda x: Ishigami.evaluate((2 * x - 1) * np.pi)),
    ("Sobol G", 8, Sobol_G.evaluate),
    ("linear", 4, linear),
    ("yes or no", 4, lambda x: (x[:, 0] + x[:, 1] * x[:, 2] > 0.8).astype(float)),
]


def sobol(name, inputs, function):
    problem = cube([f"x{i + 1}" for i in range(inputs)])
    points = sobol_sample.sample(problem, 1024, calc_second_order=True, seed=1)
    outputs = function(points)
    theirs = sobol_analyze.analyze(problem, outputs, calc_second_order=True, seed=1)
    ours = zopa("sobol", points, outputs)
    value = lambda estimates: [estimate["value"] for estimate in estimates]
    good = report(f"{name}, first order", furthest(value(ours["first"]), theirs["S1"]), ALLOWED)
    good &= report(f"{name}, total", furthest(value(ours["total"]), theirs["ST"]), ALLOWED)
    pairs = [[estimate["value"], theirs["S2"][i, j]] for i, j, estimate in ours["pairs"]]
    assert len(pairs) == inputs * (inputs - 1) // 2
    return good & report(f"{name}, pairs", furthest(*np.array(pairs).T), ALLOWED)


def morris(name, inputs, function):
    problem = cube([f"x{i + 1}" for i in range(inputs)])
    points = morris_sample.sample(problem, 200, num_levels=4, seed=1)
    outputs = function(points)
    theirs = morris_analyze.analyze(problem, points, outputs, num_levels=4, seed=1)
    ours = zopa("morris", points, outputs)
    good = True
    for what in ["mu", "mu_star", "sigma"]:
        good &= report(f"{name}, {what}", furthest(ours[what], theirs[what]), ALLOWED)
    return good


if __name__ == "__main__":
    good = [compare(*case) for compare in (sobol, morris) for case in CASES]
    sys.exit(0 if all(good) else 1)
