#!/usr/bin/env python3
"""Our counting of 10,000,000 cases against DuckDB and Spark on the SQL that we print: every figure must be equal.

usage: check.py PAR_INDEX FOLDER [ROWS]      needs: pip install duckdb pyspark pyarrow numpy; Java for Spark

Writes FOLDER/cases.parquet and FOLDER/agencies.yaml (made up, 11,000 agencies, three years), counts with each, compares.
"""

import csv
import os
import subprocess
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

AGENCIES, GROUP = 11_000, 1_000_000
HERE = os.path.dirname(os.path.abspath(__file__))


def generate(path, rows):
    """Cases in order of receipt; agencies of skewed size; some unfinished, some late."""
    random = np.random.default_rng(2024)
    writer, channels = None, pa.array(["online", "direct", "post"])
    for start in range(0, rows, GROUP):
        n = min(GROUP, rows - start)
        year = (2023 + (np.arange(start, start + n) * 3) // rows).astype(np.int16)
        received = (np.array([f"{y}-01-01" for y in (2023, 2024, 2025)], "datetime64[D]").astype(np.int32)[year - 2023]
                    + random.integers(0, 365, n)).astype(np.int32)
        due = received + random.integers(1, 31, n).astype(np.int32)
        finished = due + random.integers(-12, 6, n).astype(np.int32)
        unfinished = random.random(n) < 0.04
        table = pa.table({
            "agency": (random.random(n) ** 2 * AGENCIES).astype(np.int32),
            "due": pa.array(due).cast(pa.date32()),
            "finished": pa.array(np.maximum(received, finished), mask=unfinished).cast(pa.date32()),
            "channel": pa.DictionaryArray.from_arrays(pa.array(random.integers(0, 3, n, dtype=np.int8)), channels),
            "year": year,
        })
        writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table, row_group_size=GROUP)
    writer.close()


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    return head, sorted(rows)


def main():
    program, folder = sys.argv[1:3]
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000_000
    os.makedirs(folder, exist_ok=True)
    cases, agencies = os.path.join(folder, "cases.parquet"), os.path.join(folder, "agencies.yaml")
    if not os.path.exists(cases):
        generate(cases, rows)
    with open(agencies, "w", encoding="utf-8") as file:
        file.write("agencies:\n")
        file.writelines(f'  - {{ code: "{k}", name: Cơ quan {k}, group: all }}\n' for k in range(AGENCIES))
    measures = [program, "measures", os.path.join(HERE, "criteria"), f"cases={cases}", "--every-year"]
    out = {name: os.path.join(folder, f"{name}.csv") for name in ("ours", "duckdb", "spark")}
    begun = time.time()
    subprocess.run([*measures, "--counts", "cases", "--out", out["ours"]], check=True)
    print(f"par-index {time.time() - begun:.2f} s")
    sql = {engine: subprocess.run([*measures, "--sql", engine], check=True, capture_output=True, text=True).stdout
           for engine in ("duckdb", "spark")}
    with_duckdb(sql["duckdb"], out["duckdb"])
    if "--no-spark" not in sys.argv:
        with_spark(sql["spark"], out["spark"])
    ours = rows_of(out["ours"])
    for engine in ("duckdb", "spark"):
        if os.path.exists(out[engine]):
            theirs = rows_of(out[engine])
            print(f"{engine}: {'equal' if theirs == ours else 'DIFFERENT'}, {len(theirs[1])} rows x {len(theirs[0])} columns")
            if theirs != ours:
                sys.exit(1)


def with_duckdb(sql, out):
    import duckdb
    begun = time.time()
    query = duckdb.sql(sql.rstrip().rstrip(";"))
    query.write_csv(out)
    print(f"DuckDB {duckdb.__version__} {time.time() - begun:.2f} s")


def with_spark(sql, out):
    import pyspark
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    begun = time.time()
    result = spark.sql(sql.rstrip().rstrip(";"))
    rows = result.collect()
    print(f"Spark {pyspark.__version__} local[2], session up already, {time.time() - begun:.2f} s")
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows(list(row) for row in rows)
    spark.stop()


if __name__ == "__main__":
    main()
