#!/usr/bin/env python3
"""Ballots counted by other engines.  usage: count_ballots.py polars|numpy|duckdb BALLOTS.parquet OUT.parquet

By agency: ballots; answers of 4 and 5 in hundredths of a percent of all; a hundred times the mean answer; both half up.
"""

import sys

QUESTIONS = [f"q{q:02}" for q in range(1, 21)]


def polars(ballots, out):
    import polars as pl
    each = [(pl.col(q).count().cast(pl.Int64).alias(f"n{q}"), (pl.col(q) >= 4).sum().cast(pl.Int64).alias(f"s{q}"),
             pl.col(q).cast(pl.Int64).sum().alias(f"t{q}")) for q in QUESTIONS]
    added = lambda what: pl.sum_horizontal(f"{what}{q}" for q in QUESTIONS)
    over = lambda scale, part: (2 * scale * pl.col(part) + pl.col("n")) // (2 * pl.col("n"))
    pl.scan_parquet(ballots).group_by("agency").agg(pl.len().cast(pl.Int64).alias("ballots"), *sum(each, ())).select(
        "agency", "ballots", n=added("n"), s=added("s"), t=added("t"),
    ).select("agency", "ballots", satisfied=over(10_000, "s"), mean=over(100, "t")).collect(
        engine="streaming").write_parquet(out)


def numpy(ballots, out):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    table = pq.read_table(ballots)
    agency = table["agency"].to_numpy()
    given, high, total = (np.zeros(len(agency), np.int32) for _ in range(3))
    for question in QUESTIONS:
        answer = table[question].fill_null(0).to_numpy()
        given += answer > 0
        high += answer >= 4
        total += answer
    count = np.bincount(agency)
    there = np.flatnonzero(count)
    n, s, t = (np.bincount(agency, what)[there].astype(np.int64) for what in (given, high, total))
    pq.write_table(pa.table({"agency": there, "ballots": count[there], "satisfied": (20_000 * s + n) // (2 * n),
                             "mean": (200 * t + n) // (2 * n)}), out)


def duckdb(ballots, out):
    import duckdb
    added = lambda text: "CAST(" + " + ".join(text.format(q=q) for q in QUESTIONS) + " AS BIGINT)"
    duckdb.execute(f"""COPY (SELECT agency, ballots, (20000 * s + n) // (2 * n) AS satisfied, (200 * t + n) // (2 * n) AS mean
        FROM (SELECT agency, count(*) AS ballots, {added('count({q})')} AS n, {added('count(*) FILTER ({q} >= 4)')} AS s,
        {added('coalesce(sum({q}), 0)')} AS t FROM '{ballots}' GROUP BY agency)) TO '{out}' (FORMAT parquet)""")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
