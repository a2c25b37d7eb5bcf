#!/usr/bin/env python3
"""Makes the workloads up, the same every time.

usage: make.py cases ROWS FOLDER | ballots BALLOTS AGENCIES FOLDER | bootstrap AGENCIES BALLOTS FOLDER | score AGENCIES FOLDER

cases    FOLDER/cases.parquet: a register of case files of three years, 11,000 agencies of skewed size, in order of receipt
ballots  FOLDER/ballots.parquet: ballots of twenty questions, answers 1 to 5, six in a hundred not given
bootstrap FOLDER/criteria/index.yaml, FOLDER/evidence.csv: one survey, so many ballots for each agency, counted by answer
score    FOLDER/workload.yaml, evidence.parquet, evidence.csv: 90 items of eight rule kinds, three years
Each with FOLDER/agencies.yaml where the program asks for it.
"""

import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

YEARS = (2023, 2024, 2025)
FIRST_DAYS = np.array([f"{year}-01-01" for year in YEARS] + ["2026-01-01"], "datetime64[D]").astype(np.int32)


def agencies(count, folder):
    with open(os.path.join(folder, "agencies.yaml"), "w", encoding="utf-8") as file:
        file.write("agencies:\n")
        file.writelines(f'  - {{ code: "{k}", name: Cơ quan {k}, group: all }}\n' for k in range(count))


class Groups:
    """A Parquet file written row group by row group."""

    def __init__(self, path):
        self.path, self.writer = path, None

    def __enter__(self):
        return self

    def write(self, columns, rows):
        table = pa.table(columns)
        self.writer = self.writer or pq.ParquetWriter(self.path, table.schema, compression="snappy")
        self.writer.write_table(table, row_group_size=rows)

    def __exit__(self, *_):
        self.writer.close()


def words(codes, texts):
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(texts))


def cases(rows, folder):
    count, group = 11_000, 1_000_000
    agencies(count, folder)
    random = np.random.default_rng([1, rows])
    days = random.integers(1, 31, 30).astype(np.int32)  # days allowed, by field
    in_time, online = random.beta(8, 2, count), random.beta(5, 3, count)
    with Groups(os.path.join(folder, "cases.parquet")) as file:
        for k, year in enumerate(YEARS):
            many = (k + 1) * rows // 3 - k * rows // 3
            for start in range(0, many, group):
                n = min(group, many - start)
                agency = (random.random(n) ** 2 * count).astype(np.int32)
                field = random.integers(0, 30, n)
                length = FIRST_DAYS[k + 1] - FIRST_DAYS[k]
                received = FIRST_DAYS[k] + ((start + np.arange(n)) * int(length) // many).astype(np.int32)
                due = received + days[field]
                off = random.integers(0, 12, n).astype(np.int32)
                good = random.random(n) < in_time[agency]
                finished = np.where(good, np.maximum(received, due - off), due + 1 + off).astype(np.int32)
                open_still = (random.random(n) < 0.01) | (finished >= FIRST_DAYS[k + 1])
                channel = np.where(random.random(n) < online[agency], 0, 1 + (random.random(n) < 0.2))
                file.write({
                    "agency": agency,
                    "field": words(field, [f"LV{f:02}" for f in range(30)]),
                    "received": pa.array(received).cast(pa.date32()),
                    "due": pa.array(due).cast(pa.date32()),
                    "finished": pa.array(finished, mask=open_still).cast(pa.date32()),
                    "channel": words(channel, ["online", "direct", "post"]),
                    "year": pa.array(np.full(n, year, np.int16)),
                }, group)


def ballots(count, of, folder):
    agencies(of, folder)
    group = 500_000
    random = np.random.default_rng([2, count])
    liked, harder = random.normal(3.7, 0.35, of), random.normal(0, 0.25, 20)
    with Groups(os.path.join(folder, "ballots.parquet")) as file:
        for start in range(0, count, group):
            n = min(group, count - start)
            agency = random.integers(0, of, n, dtype=np.int32)
            mood = liked[agency] + random.normal(0, 0.5, n)
            columns = {"agency": agency}
            for q in range(20):
                answer = np.clip(np.rint(mood + harder[q] + random.normal(0, 0.7, n)), 1, 5).astype(np.int8)
                columns[f"q{q + 1:02}"] = pa.array(answer, mask=random.random(n) < 0.06)
            file.write(columns, group)


SURVEY = """set: bootstrap
year: 2025
title: Điều tra
source: made up
origin: made_up
total: 100
rounding: { leaf: { digits: 2, mode: half_up } }
groups: { all: {} }
areas:
  - code: "1"
    title: Hài lòng
    source: made up
    max: 100
    method: survey
    fields: { ballots: { kind: ballots, options: [1, 2, 3, 4, 5] } }
    rule: { survey: { ballots: { weight: 1, satisfied_from: 4 } } }
"""


def bootstrap(count, each, folder):
    agencies(count, folder)
    random = np.random.default_rng([4, count])
    os.makedirs(os.path.join(folder, "criteria"), exist_ok=True)
    with open(os.path.join(folder, "criteria", "index.yaml"), "w", encoding="utf-8") as file:
        file.write(SURVEY)
    with open(os.path.join(folder, "evidence.csv"), "w", encoding="utf-8") as file:
        file.write("agency,year,item,field,value\n")
        for agency in range(count):
            high = random.normal(0.7, 0.08)
            chances = np.array([0.2 * (1 - high), 0.3 * (1 - high), 0.5 * (1 - high), 0.6 * high, 0.4 * high])
            for option, n in enumerate(random.multinomial(each, chances), 1):
                file.write(f"{agency},2025,1,ballots.{option},{n}\n")


def main():
    what, *sizes, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    sizes = [int(size) for size in sizes]
    if what == "score":
        import workload
        workload.make(*sizes, folder)
    else:
        {"cases": cases, "ballots": ballots, "bootstrap": bootstrap}[what](*sizes, folder)


if __name__ == "__main__":
    main()
