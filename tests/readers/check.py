"""Opens every table in polars, DuckDB and pyarrow: names and types as docs/tables.md says, sums exactly as the JSON's.
The tables of several years too, and the Python of docs/tutorial.md.

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


def fenced(page, kind):
    """The blocks of this kind."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [block.split("\n", 1) for block in text.split("\n```")[1::2] if block.split("\n", 1)[0] == kind]


def check_tutorial(program, folder):
    """The last command of the tutorial, then its Python, which prints what stands under it."""
    (folder / "results").mkdir(exist_ok=True)
    command = fenced("docs/tutorial.md", "sh")[-1][1].split()[1:]
    command = [str(folder / word) if word.startswith("results/") else word for word in command]
    subprocess.run([program, *command], cwd=ROOT, check=True)
    code, shown = fenced("docs/tutorial.md", "python")[-1][1], fenced("docs/tutorial.md", "text")[-1][1]
    said = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True).stdout
    assert said.strip() == shown.strip(), said
    print("docs/tutorial.md: the Python prints what stands under it")


YEARS = ["--year", *ROUND[3:], "--year", *ROUND[:2]]
ANALYSES = {
    "why": ["why", *ROUND],
    "matrix": ["matrix", *YEARS],
    "diff": ["diff", ROUND[3], ROUND[0], ROUND[4]],
    "history": ["history", *YEARS],
    "crosswalk": ["crosswalk", ROUND[3], ROUND[0]],
    "robustness": ["robustness", *ROUND, "--replicates", "200"],
}


def check_analyses(program, folder):
    """Parquet and CSV of the commands of several years: the same columns and rows, sums alike, decimals as decimals."""
    for name, command in ANALYSES.items():
        parquet, texts = folder / f"{name}.parquet", folder / f"{name}.csv"
        for out in [parquet, texts]:
            subprocess.run([program, *command, "--out", out], cwd=ROOT, check=True)
        frame, arrow = polars.read_parquet(parquet), pyarrow.parquet.read_table(parquet)
        rows = duckdb.sql(f"select * from read_csv('{texts}', all_varchar=true, header=true)")
        assert frame.columns == arrow.column_names == rows.columns, name
        cells = rows.fetchall()
        assert frame.height == arrow.num_rows == len(cells) > 10, name
        sums = 0
        for k, column in enumerate(frame.columns):
            assert frame.schema[column] in POLARS.values(), (name, column, frame.schema[column])
            if frame.schema[column] == POLARS["decimal"]:
                told = [row[k] for row in cells if row[k] is not None]
                wanted = sum((ten_digits(cell) for cell in told), Decimal(0))
                assert frame[column].sum() == wanted and len(told) == frame.height - frame[column].null_count(), (name, column)
                sums += 1
        print(f"{name}: {frame.height} rows, {sums} decimal columns add up alike in Parquet and CSV")


def main(program, folder):
    for table in TABLES:
        for suffix in ["json", "parquet", "csv"]:
            out = folder / f"{table}.{suffix}"
            subprocess.run([program, "score", *ROUND, "--table", table, "--out", out], cwd=ROOT, check=True)
        rows, sums = check(table, folder)
        print(f"{table}: {rows} rows, {sums} decimal columns add up alike in polars, pyarrow and DuckDB")
    check_analyses(program, folder)
    check_tutorial(program, folder)


if __name__ == "__main__":
    program = pathlib.Path(sys.argv[1]).resolve()
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2]).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        main(program, folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(program, pathlib.Path(folder))
