"""What the comparisons share: a virtual environment of their own, and the program to compare with."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def inside(*packages):
    """Runs the calling script again in an environment with these packages, made on first use."""
    home = ROOT / "target" / "against" / packages[0].replace("==", "-")
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if Path(sys.prefix).resolve() == home.resolve():
        return
    if not (home / "ready").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
        (home / "ready").touch()
    sys.exit(subprocess.run([python, *sys.argv]).returncode)


def zopa(method, points, outputs):
    """What zopa's estimators say of a sample."""
    file = ROOT / "target" / "against" / f"{method}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    inputs = len(points[0])
    with open(file, "w") as out:
        out.write(",".join([f"x{i + 1}" for i in range(inputs)] + ["y"]) + "\n")
        for point, output in zip(points, outputs):
            out.write(",".join(repr(float(x)) for x in [*point, output]) + "\n")
    command = ["cargo", "run", "--quiet", "--release", "--example", "estimators", "--", method, file]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def report(name, distance, allowed):
    """Says how far two programs are apart; whether it is near enough."""
    near = distance <= allowed
    print(f"{'ok ' if near else 'BAD'} {name}: largest distance {distance:.2e}, allowed {allowed:.0e}")
    return near
