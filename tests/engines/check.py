#!/usr/bin/env python3
"""Our counting of 10,000,000 cases against other engines on the SQL that we print: every figure must be equal.

usage: check.py PAR_INDEX FOLDER [ROWS [ENGINE …]]

Engines: duckdb, datafusion, spark (which are asked unless some are named) and postgres (on fewer rows, 1,000,000 say).
Needs: pip install duckdb datafusion pyspark pyarrow numpy; Java for Spark; PostgreSQL's programs (apt-get install postgresql),
of which a server of its own is started in a temporary folder and ended again.

Writes FOLDER/cases.parquet and FOLDER/agencies.yaml (made up, 11,000 agencies, three years), counts with each, compares.
"""

import csv
import glob
import os
import shutil
import subprocess
import sys
import tempfile
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
    ours = os.path.join(folder, "ours.csv")
    begun = time.time()
    subprocess.run([*measures, "--counts", "cases", "--out", ours], check=True)
    print(f"par-index {time.time() - begun:.2f} s")
    ours, differ = rows_of(ours), False
    for engine in sys.argv[4:] or ("duckdb", "datafusion", "spark"):
        sql = subprocess.run([*measures, "--sql", engine], check=True, capture_output=True, text=True).stdout
        out = os.path.join(folder, f"{engine}.csv")
        {"duckdb": with_duckdb, "datafusion": with_datafusion, "spark": with_spark, "postgres": with_postgres}[engine](
            sql.rstrip().rstrip(";"), cases, out)
        theirs = rows_of(out)
        print(f"{engine}: {'equal' if theirs == ours else 'DIFFERENT'}, {len(theirs[1])} rows x {len(theirs[0])} columns")
        differ |= theirs != ours
    sys.exit(differ)


def write(out, head, rows):
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(list(row) for row in rows)


def with_datafusion(sql, cases, out):
    import datafusion
    begun = time.time()
    context = datafusion.SessionContext()
    context.register_parquet("cases", cases)
    table = context.sql(sql).to_arrow_table()
    write(out, table.column_names, zip(*(column.to_pylist() for column in table.columns)))
    print(f"DataFusion {datafusion.__version__} {time.time() - begun:.2f} s")


def with_postgres(sql, cases, out):
    import pyarrow.csv
    found = max(glob.glob("/usr/lib/postgresql/*/bin/initdb"), default=None) or shutil.which("initdb")
    folder = tempfile.mkdtemp(prefix="cases-postgres-")
    # the server refuses to run as root
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")

    def run(name, *words, **more):
        return subprocess.run([*user, os.path.join(os.path.dirname(found), name), *words], check=True, cwd=folder, **more)

    lines, data = os.path.join(folder, "cases.csv"), os.path.join(folder, "data")
    pyarrow.csv.write_csv(pq.read_table(cases), lines)
    os.chmod(lines, 0o644)
    psql = ("-h", folder, "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1")
    run("initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", stdout=subprocess.DEVNULL)
    run("pg_ctl", "-D", data, "-w", "-o", f"-k {folder} -c listen_addresses=", "-l", os.path.join(folder, "log"), "start",
        stdout=subprocess.DEVNULL)
    try:
        run("psql", *psql, "-c", "CREATE TABLE cases (agency INT, due DATE, finished DATE, channel TEXT, year SMALLINT)",
            "-c", f"\\copy cases FROM '{lines}' WITH (FORMAT csv, HEADER)")
        begun = time.time()
        with open(out, "w", encoding="utf-8") as file:
            run("psql", *psql, "--csv", "-c", sql, stdout=file)
        version = run("postgres", "--version", capture_output=True, text=True).stdout.split()[2]
        print(f"PostgreSQL {version}, table loaded already, {time.time() - begun:.2f} s")
    finally:
        run("pg_ctl", "-D", data, "-m", "fast", "stop", stdout=subprocess.DEVNULL)
        shutil.rmtree(folder)


def with_duckdb(sql, _, out):
    import duckdb
    begun = time.time()
    query = duckdb.sql(sql)
    query.write_csv(out)
    print(f"DuckDB {duckdb.__version__} {time.time() - begun:.2f} s")


def with_spark(sql, _, out):
    import pyspark
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    begun = time.time()
    result = spark.sql(sql)
    rows = result.collect()
    print(f"Spark {pyspark.__version__} local[2], session up already, {time.time() - begun:.2f} s")
    write(out, result.columns, rows)
    spark.stop()


if __name__ == "__main__":
    main()
