#!/usr/bin/env python3
"""How many times as many negotiations zopa plays in a second as NegMAS 0.16, on the same domains, with the same
strategies and the same deadline.

    python3 benches/against_negmas.py            # prints the table
    python3 benches/against_negmas.py --write    # also writes it in benches/README.md

Makes an environment of its own under target/ (needs a package index) and builds zopa. The domains Laptop, Camera
and EnergySmall are read from the folder that ZOPA_REFERENCE names, and made up in their sizes without it; the
three-party one is made up in the size of Dinner. Both read them as NegMAS does, without discounts.

Time is CPU time on one core. zopa's is that of a whole process which reads the scenario, lists its packages
and plays 10,000 negotiations, several times over. NegMAS plays fewer: what a negotiation takes is measured over
at least --seconds, and reading the domain is added once per 10,000; the start of Python is left out. Runs come in
pairs, one of each in turn, and the ratio is the median over the pairs. That of a whole `zopa tournament`, with a
line of JSON for every negotiation, is told beside it.

Exit code 1 where the two do not end in the same package and round, or a ratio is below 10,000.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "against"))
from support import ROOT, inside

inside("negmas==0.16.0")
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

from negmas.inout import Scenario
from negmas.sao import BoulwareTBNegotiator, ConcederTBNegotiator, LinearTBNegotiator, MiCRONegotiator, SAOMechanism

GOAL = 10_000
NEGOTIATIONS = 10_000
ROUNDS = 100
FOLDER = ROOT / "target" / "against" / "domains"

# Name, its folder in the reference, its files without the ending, and the options per issue.
DOMAINS = [
    ("Laptop", "03_laptop2011", ["laptop_domain", "laptop_buyer_utility", "laptop_seller_utility"], [3, 3, 3]),
    ("Camera", "07_camera2012A", ["Camera-A-domain", "Camera-A-prof1", "Camera-A-prof2"], [5, 5, 4, 3, 3, 4]),
    ("EnergySmall", "08_energysmall2012A", ["EnergySmall-A-domain", "EnergySmall-A-prof1", "EnergySmall-A-prof2"], [5] * 6),
    ("Dinner-sized", None, ["domain", "party1", "party2", "party3"], [5, 4, 4, 5, 3]),
]

NEGMAS = {
    "boulware": BoulwareTBNegotiator,
    "conceder": ConcederTBNegotiator,
    "linear": LinearTBNegotiator,
    "micro": MiCRONegotiator,
}
PAIRINGS = [("boulware", "conceder"), ("conceder", "boulware"), ("linear", "linear"), ("micro", "micro")]


def made_up(name, files, sizes):
    """GENIUS files of a domain of this size, the same every time."""
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(16)

    def items(issue, evaluations):
        return "".join(
            f'<item index="{n + 1}" value="option{issue + 1}{chr(97 + n)}"{extra}/>' for n, extra in enumerate(evaluations)
        )

    def issues(evaluate):
        return "".join(
            f'<issue etype="discrete" index="{i + 1}" name="issue{i + 1}" type="discrete" vtype="discrete">'
            f"{items(i, evaluate(size))}</issue>"
            for i, size in enumerate(sizes)
        )

    def space(evaluate, weights=""):
        return f'<objective etype="objective" index="0" name="all" type="objective">{weights}{issues(evaluate)}</objective>'

    domain = space(lambda size: [""] * size)
    head = '<negotiation_template><utility_space number_of_issues="{}">{}</utility_space></negotiation_template>\n'
    (folder / f"{files[0]}.xml").write_text(head.format(len(sizes), domain))
    for profile in files[1:]:
        shares = [rng.uniform(1, 3) for _ in sizes]
        weights = "".join(f'<weight index="{i + 1}" value="{share / sum(shares)}"/>' for i, share in enumerate(shares))
        # No two alike: NegMAS's sort leaves the order of equally good packages open.
        body = space(lambda size: [f' evaluation="{n / 100}"' for n in rng.sample(range(1, 101), size)], weights)
        (folder / f"{profile}.xml").write_text(f"<utility_space>{body}</utility_space>\n")
    return folder


def files_of(name, folder, files, sizes):
    reference = os.environ.get("ZOPA_REFERENCE")
    if folder and reference:
        found = Path(reference) / "saop" / "domains" / folder
        return [found / f"{file}.xml" for file in files]
    folder = made_up(name, files, sizes)
    return [folder / f"{file}.xml" for file in files]


class NegMAS:
    """A domain as NegMAS loads it."""

    def __init__(self, files):
        start = time.process_time()
        domain, *profiles = map(str, files)
        self.scenario = Scenario.from_genius_files(domain, profiles, ignore_discount=True)
        self.loading = time.process_time() - start
        self.numbers = {outcome: n for n, outcome in enumerate(self.scenario.outcome_space.enumerate_or_sample())}

    def negotiate(self, pairing):
        """One negotiation: the number of the package agreed on, and the round."""
        # The callbacks that only MiCRO needs cost the others up to a third.
        mechanism = SAOMechanism(
            n_steps=ROUNDS, outcome_space=self.scenario.outcome_space, extra_callbacks="micro" in pairing
        )
        for party, utility in enumerate(self.scenario.ufuns):
            mechanism.add(NEGMAS[pairing[party % 2]](), ufun=utility)
        state = mechanism.run()
        return None if state.agreement is None else self.numbers[state.agreement], state.step

    def seconds(self, pairing, least):
        """CPU seconds per negotiation, and how one ends."""
        played, start = 0, time.process_time()
        while True:
            ending = self.negotiate(pairing)
            played += 1
            taken = time.process_time() - start
            if taken >= least:
                return taken / played + self.loading / NEGOTIATIONS, ending


def cpu(*command):
    """What a command prints, and the CPU seconds that it takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(list(map(str, command)), cwd=ROOT, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


RELEASE = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"


def zopa_seconds(scenario, pairing, times):
    """CPU seconds per negotiation, and how one ends."""
    names = ",".join(f"negmas:{name}" for name in pairing)
    said, taken = cpu(RELEASE / "examples" / "many_negotiations", scenario, names, times)
    said = json.loads(said)
    return taken / (times * NEGOTIATIONS), (said["index"], said["round"])


def tournament_seconds(scenario, pairing):
    """CPU seconds per negotiation of the command, which also writes a line for each."""
    strategies = ",".join(dict.fromkeys(f"negmas:{name}" for name in pairing))
    said, taken = cpu(
        *[RELEASE / "zopa", "tournament", scenario, "--strategies", strategies, "--runs", NEGOTIATIONS],
        *["--rounds", ROUNDS, "--threads", 1, "--json", "--quiet"],
    )
    return taken / said.count("\n")


def write(rows):
    """Writes the table of benches/README.md anew."""
    path = ROOT / "benches" / "README.md"
    before, rest = path.read_text(encoding="utf-8").split("<!-- negmas -->\n")
    after = rest.split("<!-- /negmas -->")[1]
    head = ["domain", "packages", "strategies", "rounds", "NegMAS", "zopa", "ratio", "`zopa tournament`"]
    lines = [f"| {' | '.join(row)} |\n" for row in [head, *rows]]
    lines.insert(1, "|---|---:|---|---:|---:|---:|---:|---:|\n")
    text = f"{before}<!-- negmas -->\n{''.join(lines)}<!-- /negmas -->{after}"
    path.write_text(text, encoding="utf-8")
    print("wrote the table in benches/README.md")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=3, help="pairs of runs per pairing (default: 3)")
    parser.add_argument("--seconds", type=float, default=2.0, help="least CPU time of a run of NegMAS (default: 2)")
    parser.add_argument("--times", type=int, default=20, help="times zopa plays 10,000 negotiations in a run (default: 20)")
    parser.add_argument("--write", action="store_true", help="write the table of benches/README.md anew")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    subprocess.run(
        ["cargo", "build", "--quiet", "--release", "--bin", "zopa", "--example", "many_negotiations"], cwd=ROOT, check=True
    )
    print("negotiations per second of CPU time; ratio: median (least to most) of pairs of runs\n")
    print(f"{'domain':<18}{'packages':>9}  {'strategies':<20}{'rounds':>6}{'NegMAS':>9}{'zopa':>12}  {'ratio':<27}tournament")
    good, rows = True, []
    for name, folder, stems, sizes in DOMAINS:
        if folder and "ZOPA_REFERENCE" not in os.environ:
            name += "-sized"
        files = files_of(name, folder, stems, sizes)
        negmas = NegMAS(files)
        scenario = FOLDER / f"{name}.toml"
        scenario.parent.mkdir(parents=True, exist_ok=True)
        cpu(RELEASE / "zopa", "import", "genius", *files, "--reading", "negmas", "--out", scenario, "--force")
        least = float("inf")
        for pairing in PAIRINGS:
            negmas.negotiate(pairing)
            pairs = []
            for _ in range(arguments.pairs):
                theirs, their_ending = negmas.seconds(pairing, arguments.seconds)
                ours, our_ending = zopa_seconds(scenario, pairing, arguments.times)
                pairs.append((theirs, ours))
            theirs, ours = (statistics.median(column) for column in zip(*pairs))
            ratios = sorted(a / b for a, b in pairs)
            ratio = statistics.median(ratios)
            least = min(least, ratio)
            command = theirs / tournament_seconds(scenario, pairing)
            shown = f"{ratio:,.0f} ({ratios[0]:,.0f} to {ratios[-1]:,.0f})"
            print(
                f"{name:<18}{len(negmas.numbers):>9,}  {' '.join(pairing):<20}{our_ending[1]:>6}{1 / theirs:>9.1f}{1 / ours:>12,.0f}"
                f"  {shown:<27}{command:>10,.0f}",
                flush=True,
            )
            rows.append(
                [name, f"{len(negmas.numbers):,}", ", ".join(pairing), str(our_ending[1]), f"{1 / theirs:.1f}"]
                + [f"{1 / ours:,.0f}", f"{ratio:,.0f}", f"{command:,.0f}"]
            )
            if our_ending != their_ending:
                good = False
                print(f"BAD: NegMAS ends in package {their_ending[0]}, round {their_ending[1]}; zopa in {our_ending[0]}")
        good &= least >= GOAL
        print(f"{'ok ' if least >= GOAL else 'BAD'} {name}: at least {least:,.0f} times as many, goal {GOAL:,}\n")
    if arguments.write:
        write(rows)
    return good


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
