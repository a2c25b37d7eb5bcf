#!/usr/bin/env python3
"""Case files counted by other engines.  usage: count_cases.py polars|duckdb|datafusion|decode CASES.parquet OUT.parquet

By agency and year: lines, early, on_time, late, pending, overdue, online; online_share and on_time_share in hundredths of a
percent, half up. `decode` reads the five columns with pyarrow, group by group on all threads, and counts nothing.
"""

import sys

COUNTS = {
    "early": "finished < due",
    "on_time": "finished = due",
    "late": "finished > due",
    "pending": "finished IS NULL AND due >= last",
    "overdue": "finished IS NULL AND due < last",
    "online": "channel = 'online'",
}


def sql(source, day, divided):
    counts = ", ".join(f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END) AS {name}" for name, condition in COUNTS.items())
    share = f"CAST((20000 * ({{}}) + {{}}) {divided} (2 * ({{}})) AS BIGINT)"
    part, whole = "early + on_time", "(early + on_time + late)"
    return (f"SELECT *, {share.format('online', 'lines', 'lines')} AS online_share, "
            f"CASE WHEN {whole} > 0 THEN {share.format(part, whole, whole)} END AS on_time_share "
            f"FROM (SELECT agency, year, count(*) AS lines, {counts} "
            f"FROM (SELECT *, {day} AS last FROM {source}) AS dated GROUP BY agency, year) AS counted")


def duckdb(cases, out):
    import duckdb
    query = sql(f"'{cases}'", "make_date(CAST(year AS BIGINT), 12, 31)", "//")
    duckdb.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")


def datafusion(cases, out):
    import pyarrow.parquet as pq
    from datafusion import SessionContext
    context = SessionContext()
    context.register_parquet("cases", cases)
    pq.write_table(context.sql(sql("cases", "make_date(year, 12, 31)", "/")).to_arrow_table(), out)


def polars(cases, out):
    import polars as pl
    finished, due, last = pl.col("finished"), pl.col("due"), pl.date(pl.col("year"), 12, 31)
    holds = {
        "early": finished < due, "on_time": finished == due, "late": finished > due,
        "pending": finished.is_null() & (due >= last), "overdue": finished.is_null() & (due < last),
        "online": pl.col("channel") == "online",
    }
    done = pl.col("early") + pl.col("on_time")
    ended = done + pl.col("late")
    share = lambda part, whole: (20000 * part + whole) // (2 * whole)
    counted = pl.scan_parquet(cases).group_by("agency", "year").agg(
        pl.len().cast(pl.Int64).alias("lines"), *(mask.sum().cast(pl.Int64).alias(name) for name, mask in holds.items()))
    counted.with_columns(
        online_share=share(pl.col("online"), pl.col("lines")),
        on_time_share=pl.when(ended > 0).then(share(done, ended)),
    ).collect(engine="streaming").write_parquet(out)


def decode(cases, _):
    from concurrent.futures import ThreadPoolExecutor
    import pyarrow.parquet as pq
    file = pq.ParquetFile(cases, memory_map=True)
    columns = ["agency", "due", "finished", "channel", "year"]
    with ThreadPoolExecutor(2) as threads:
        rows = threads.map(lambda group: pq.ParquetFile(cases, read_dictionary=["agency", "channel"]).read_row_group(
            group, columns, use_threads=False).num_rows, range(file.num_row_groups))
        assert sum(rows) == file.metadata.num_rows


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
