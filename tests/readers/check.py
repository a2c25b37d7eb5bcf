"""Opens every table in polars, DuckDB and pyarrow: names and types as docs/tables.md says, sums exactly as the JSON's.

Usage: check.py PROGRAM [FOLDER]   (the tables are written to FOLDER, else to one that goes away)
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal, getcontext

import duckdb
import polars
import pyarrow
import pyarrow.compute
import pyarrow.parquet

getcontext().prec = 76
ROOT = pathlib.Path(__file__).resolve().parents[2]
ROUND = [
    "criteria/lam-giang/2023", "data/lam-giang/2023",
    "--earlier", "criteria/lam-giang/2022", "data/lam-giang/2022",
]
TABLES = ["standings", "areas", "items", "items_wide", "changes", "losses"]
POLARS = {"decimal": polars.Decimal(38, 10), "whole": polars.Int64, "words": polars.String}
ARROW = {
    "decimal": [pyarrow.decimal128(38, 10)],
    "whole": [pyarrow.int64()],
    "words": [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()],
}
DUCKDB = {"decimal": "DECIMAL(38,10)", "whole": "BIGINT", "words": "VARCHAR"}


def documented(table):
    """The columns of a table by the page: a pattern for the name, and the type."""
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {table}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (decimal|whole|words) \|", section, re.M)
    return [(re.escape(name).replace("<id>", ".+"), kind) for name, kind in rows]


def kind(table, name):
    found = [kind for pattern, kind in documented(table) if re.fullmatch(pattern, name)]
    assert found, f"{table}: {name} is not documented"
    return found[0]


def ten_digits(text):
    return Decimal(text).quantize(Decimal("1e-10"), ROUND_HALF_UP)


def check(table, folder):
    rows = json.loads((folder / f"{table}.json").read_text(encoding="utf-8"))["rows"]
    file = str(folder / f"{table}.parquet")
    frame, arrow = polars.read_parquet(file), pyarrow.parquet.read_table(file)
    duck = duckdb.sql(f"select * from '{file}'")
    assert set(frame.columns) == set(rows[0]) == set(arrow.column_names) == set(duck.columns)
    assert frame.height == arrow.num_rows == len(rows) > 30
    sums = 0
    for name, of_duck in zip(duck.columns, duck.types):
        is_a = kind(table, name)
        assert frame.schema[name] == POLARS[is_a], (table, name, frame.schema[name])
        assert arrow.schema.field(name).type in ARROW[is_a], (table, name, arrow.schema.field(name))
        assert str(of_duck) == DUCKDB[is_a], (table, name, of_duck)
        cells = [row[name] for row in rows]
        assert frame[name].null_count() == cells.count(None), (table, name)
        if is_a == "decimal":
            wanted = sum((ten_digits(cell) for cell in cells if cell is not None), Decimal(0))
            sums += 1
            seen = {
                "polars": frame[name].sum(),
                "pyarrow": pyarrow.compute.sum(arrow[name]).as_py() or Decimal(0),
                "duckdb": duckdb.sql(f"select sum(\"{name}\") from '{file}'").fetchall()[0][0] or Decimal(0),
            }
            for reader, total in seen.items():
                assert isinstance(total, Decimal) and total == wanted, (table, name, reader, total, wanted)
        else:
            assert frame[name].to_list() == cells, (table, name)
    texts = duckdb.sql(f"select * from read_csv('{folder / f'{table}.csv'}', all_varchar=true, header=true)")
    assert texts.columns == duck.columns and len(texts.fetchall()) == len(rows)
    return len(rows), sums


def main(program, folder):
    for table in TABLES:
        for suffix in ["json", "parquet", "csv"]:
            out = folder / f"{table}.{suffix}"
            subprocess.run([program, "score", *ROUND, "--table", table, "--out", out], cwd=ROOT, check=True)
        rows, sums = check(table, folder)
        print(f"{table}: {rows} rows, {sums} decimal columns add up alike in polars, pyarrow and DuckDB")


if __name__ == "__main__":
    program = pathlib.Path(sys.argv[1]).resolve()
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2]).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        main(program, folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(program, pathlib.Path(folder))
