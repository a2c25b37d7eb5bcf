#!/usr/bin/env python3
"""Holds par-index against other engines on this machine: answers first, cell by cell, then times, pair by pair.

usage: run.py [--runs N] [--data FOLDER] [WORKLOAD …]      after setup.sh; writes RESULTS.md beside itself

Workloads: start curve threads score_42 score_11k score_11k_csv score_1m cases_10m cases_100m ballots bootstrap; all but the largest two unless named.
"""

import argparse
import datetime
import os
import platform
import subprocess
import sys

import pyarrow.compute as pc
import pyarrow.parquet as pq

import check
import workload
from paired import once, paired

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
OURS = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "par-index")
COUNTING = os.path.join(HERE, "counting")


def script(name, *words):
    return f"{sys.executable} {os.path.join(HERE, name)} {' '.join(words)}"


def made(data, what, *sizes, file):
    """The folder of a workload, made when it is not there."""
    folder = os.path.join(data, "_".join([what, *map(str, sizes)]))
    if not os.path.exists(os.path.join(folder, file)):
        subprocess.run([sys.executable, os.path.join(HERE, "make.py"), what, *map(str, sizes), folder], check=True)
    return folder


def cases(data, rows):
    folder = made(data, "cases", rows, file="cases.parquet")
    file = os.path.join(folder, "cases.parquet")
    out = {name: os.path.join(folder, f"{name}.parquet") for name in ("ours", "evidence", "duckdb", "datafusion", "polars")}
    measures = f"{OURS} measures {COUNTING} cases={file} --every-year"
    commands = {"par-index, counts": f"{measures} --counts cases --out {out['ours']}",
                "par-index, evidence": f"{measures} --out {out['evidence']}"}
    for engine in ("duckdb", "datafusion", "polars"):
        commands[engine] = script("count_cases.py", engine, file, out[engine])
    commands["pyarrow, decoding only"] = script("count_cases.py", "decode", file, "-")

    def checked():
        counts = ["lines", "early", "on_time", "late", "pending", "overdue", "online"]
        ours, shares = check.read(out["ours"]), check.evidence(out["evidence"], {"online": check.hundredths, "on_time": check.hundredths})
        shares = shares.rename_columns(["agency", "year", "online_share", "on_time_share"])
        cells = 0
        for engine in ("duckdb", "datafusion", "polars"):
            theirs = check.read(out[engine])
            cells += check.same(ours, theirs, ["year", "agency"], counts)
            cells += check.same(shares, theirs, ["year", "agency"], ["online_share", "on_time_share"])
        return cells
    return f"{rows:,} case files of 11,000 agencies, three years", commands, checked


def ballots(data):
    folder = made(data, "ballots", 5_000_000, 11_000, file="ballots.parquet")
    file = os.path.join(folder, "ballots.parquet")
    out = {name: os.path.join(folder, f"out_{name}.parquet") for name in ("ours", "polars", "numpy", "duckdb")}
    commands = {"par-index, evidence": f"{OURS} measures {COUNTING} ballots={file} --out {out['ours']}"}
    for engine in ("polars", "numpy", "duckdb"):
        commands[engine] = script("count_ballots.py", engine, file, out[engine])

    def checked():
        how = {"ballots": check.whole, "satisfied": check.hundredths, "mean": check.hundredths}
        ours = check.evidence(out["ours"], how)
        return sum(check.same(ours, check.read(out[engine]), ["agency"], list(how)) for engine in ("polars", "numpy", "duckdb"))
    return "5,000,000 ballots of 20 questions, 11,000 agencies", commands, checked


def bootstrap(data):
    folder = made(data, "bootstrap", 63, 500, file="evidence.csv")
    out = {name: os.path.join(folder, name) for name in ("ours.parquet", "numpy.parquet")}
    commands = {
        "par-index, with joint rank sets": f"{OURS} robustness {folder}/criteria {folder}/evidence.csv --replicates 1000 --out {out['ours.parquet']}",
        "numpy": script("bootstrap.py", os.path.join(folder, "evidence.csv"), out["numpy.parquet"], "1000"),
    }

    def checked():
        # the draws differ, so intervals may differ by what chance does; `benches/bootstrap.rs` checks ours against the plain way
        ours, theirs = pq.read_table(out["ours.parquet"]), pq.read_table(out["numpy.parquet"])
        place = {int(agency): k for k, agency in enumerate(ours["agency"].to_pylist())}
        order = [place[agency] for agency in theirs["agency"].to_pylist()]
        far = 0
        for mine, other in (("rank_low", "low"), ("rank_high", "high")):
            off = pc.abs(pc.subtract(pc.cast(ours[mine].take(order), "int64"), pc.cast(theirs[other], "int64")))
            far = max(far, pc.max(off).as_py())
        if far > 3:
            raise SystemExit(f"intervals of ranks differ by {far} places")
        return f"Intervals of {len(order)} agencies' ranks differ by at most {far} places: other draws."
    return "1,000 replicates of 63 agencies' ranks, 500 ballots each: 31,500,000 draws", commands, checked


def score(data, agencies, suffix="parquet"):
    folder = made(data, "score", agencies, file="evidence.parquet")
    evidence = os.path.join(folder, f"evidence.{suffix}")
    # ZEN evaluates record after record, a millisecond each
    peers = ["polars", "duckdb", "numpy", *(["zen"] if agencies < 100 else [])]
    out = {name: os.path.join(folder, f"out_{name}.{suffix}") for name in ("ours", *peers)}
    panel = f"{OURS} panel {os.path.join(folder, 'workload.yaml')} {evidence} --out {out['ours']}"
    commands = {"par-index": panel} | {name: script("score.py", name, evidence, out[name]) for name in peers}

    def checked():
        theirs = check.read(out["polars"])
        columns = [name for name in theirs.column_names if name not in ("agency", "group", "year")]
        ours = check.panel(out["ours"], columns, [name for name, _ in workload.TIERS])
        return sum(check.same(ours, check.read(out[name]), ["year", "agency"], columns) for name in peers)
    return f"90 items, {agencies:,} agencies, three years, {suffix} to {suffix}", commands, checked


def curve(data):
    """What one agency more costs: the same panel over ever more agencies."""
    commands, files = {}, []
    for agencies in (42, 1_000, 11_000, 100_000):
        folder = made(data, "score", agencies, file="evidence.parquet")
        files.append(os.path.join(folder, "evidence.parquet"))
        out = os.path.join(folder, "curve.parquet")
        commands[f"{agencies:,} agencies"] = f"{OURS} panel {os.path.join(folder, 'workload.yaml')} {files[-1]} --out {out}"

    def checked():
        return "Rows: " + ", ".join(f"{pq.read_metadata(file).num_rows:,}" for file in files) + "."
    return "90 items, ever more agencies, Parquet to Parquet", commands, checked


def threads(data):
    """The same work on one thread and on two; the same bytes. Two runs of one thread that share nothing, at once, show
    what the machine gives the second core."""
    folder = made(data, "score", 100_000, file="evidence.parquet")
    panel = f"{OURS} panel {os.path.join(folder, 'workload.yaml')} {os.path.join(folder, 'evidence.parquet')}"
    out = [os.path.join(folder, f"threads_{n}.parquet") for n in (2, 1)]
    commands = {f"{n} threads": f"{panel} --threads {n} --out {file}" for n, file in zip((2, 1), out)}
    beside = [f"{panel} --threads 1 --out {os.path.join(folder, f'beside_{k}.parquet')}" for k in (1, 2)]
    commands["1 thread, twice at once"] = f"sh -c '{beside[0]} & first=$!; {beside[1]} && wait $first'"

    def checked():
        two, one = (open(file, "rb").read() for file in out)
        if two != one:
            raise SystemExit("the answers differ")
        bound = "Twice the wall of one thread over that of two runs at once is what two threads can gain here."
        return f"The same {len(one):,} bytes. {bound}"
    return "90 items, 100,000 agencies, on one thread and on two", commands, checked


def start(data):
    """From nothing to a finished league table of the bundled example."""
    round_ = f"{ROOT}/criteria/dak-lak/2018 {ROOT}/data/dak-lak/2018"
    before = f"{ROOT}/criteria/dak-lak/2017 {ROOT}/data/dak-lak/2017"
    commands = {
        "score, two years compared": f"{OURS} score {round_} --earlier {before} --lang vi",
        "score": f"{OURS} score {round_} --lang vi",
        "check a set of 90 items": f"{OURS} check {os.path.join(made(data, 'score', 42, file='evidence.parquet'), 'workload.yaml')}",
        "--version": f"{OURS} --version",
    }
    return "A cold start", commands, lambda: "Nothing to compare with."


WORKLOADS = {
    "start": start,
    "curve": curve,
    "threads": threads,
    "score_42": lambda data: score(data, 42),
    "score_11k": lambda data: score(data, 11_000),
    "score_11k_csv": lambda data: score(data, 11_000, "csv"),
    "score_1m": lambda data: score(data, 1_000_000),
    "cases_10m": lambda data: cases(data, 10_000_000),
    "cases_100m": lambda data: cases(data, 100_000_000),
    "ballots": ballots,
    "bootstrap": bootstrap,
}


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{len(names)} × {names[0] if names else platform.machine()}, {memory:.0f} GiB, {platform.system()}"


def versions():
    from importlib.metadata import version
    said = [f"{name} {version(name)}" for name in ("polars", "duckdb", "datafusion", "numpy", "pyarrow", "zen-engine")]
    return ", ".join([f"Python {platform.python_version()}", *said])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data", default=os.path.join(ROOT, "target", "peers"))
    parser.add_argument("workloads", nargs="*", choices=[*WORKLOADS, []], default=[])
    asked = parser.parse_args()
    small = [name for name in WORKLOADS if name not in ("score_1m", "cases_100m")]
    text = [f"Measured {datetime.date.today()} on {machine()}; {versions()}.",
            "", f"Whole processes, run in turn, medians of {asked.runs}; × is the median of the pairs' ratios to the first line."]
    for name in asked.workloads or small:
        title, commands, checked = WORKLOADS[name](asked.data)
        for command in commands.values():
            once(command)
        cells = checked()
        text += ["", f"## {title}", "", cells if isinstance(cells, str) else f"{cells:,} cells compared, none differs.", "",
                 "| | wall s | CPU s | peak MiB | × wall | × CPU |", "|---|---:|---:|---:|---:|---:|"]
        for engine, (wall, cpu, peak, slower, dearer) in paired(commands, asked.runs).items():
            text.append(f"| {engine} | {wall:.3f} | {cpu:.3f} | {peak:.0f} | {slower:.2f} | {dearer:.2f} |")
        print("\n".join(text[-len(commands) - 6:]), flush=True)
    with open(os.path.join(HERE, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write("# Paired comparison\n\n" + "\n".join(text) + "\n")


if __name__ == "__main__":
    main()
