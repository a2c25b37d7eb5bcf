#!/usr/bin/env python3
"""Ranks from ballots drawn again, in NumPy.  usage: bootstrap.py EVIDENCE.csv OUT.parquet REPLICATES

Every replicate draws as many ballots as each agency has, with replacement; satisfied answers (4 and 5) in hundredths of a
percent, half up; ranks '1224'; the middle 95 % of each agency's ranks. The numbers drawn are NumPy's own, not ours.
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq


def main():
    evidence, out, replicates = sys.argv[1], sys.argv[2], int(sys.argv[3])
    table = pyarrow.csv.read_csv(evidence)
    counts = table["value"].to_numpy().reshape(-1, 5)
    random = np.random.default_rng(42)
    shares = np.empty((replicates, len(counts)), np.int64)
    for agency, own in enumerate(counts):
        satisfied = np.repeat([0, 0, 0, 1, 1], own).astype(np.int64)
        n = len(satisfied)
        drawn = satisfied[random.integers(0, n, (replicates, n), dtype=np.uint32)].sum(axis=1)
        shares[:, agency] = (20_000 * drawn + n) // (2 * n)
    ranks = np.stack([np.searchsorted(np.sort(-row), -row) + 1 for row in shares])
    ranks.sort(axis=0)
    beyond = replicates * 25 // 1000
    pq.write_table(pa.table({"agency": np.arange(len(counts)), "low": ranks[beyond], "high": ranks[replicates - 1 - beyond]}), out)


if __name__ == "__main__":
    main()
