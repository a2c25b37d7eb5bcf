#!/usr/bin/env python3
"""The 90 items scored and ranked by other engines.  usage: score.py polars|duckdb|numpy|zen EVIDENCE OUT   (.parquet or .csv)

A row for each agency and year: p01 … p90, a1 … a8, total, max, percent (hundredths all), tier 1 to 5, rank within the group
and year by percent ('1224'), change: last year's rank less this year's. An item without figures is out of points and max.
"""

import sys

from workload import AREAS, DUES, LATE, SHARES, TIERS, YEARS, items

ITEMS = items()
AREA_CODES = [f"a{area}" for area in range(1, len(AREAS) + 1)]
SCORED = [item.code for item in ITEMS]


def due_of(item):
    return tuple(int(part) for part in DUES[(item.n - 1) % 6].split("-"))


def polars(evidence, out):
    import polars as pl
    col, lit = pl.col, pl.lit
    read = pl.scan_csv(evidence, try_parse_dates=True) if evidence.endswith(".csv") else pl.scan_parquet(evidence)

    def steps(value, bounds, parts):
        found = lit(parts[-1])
        for bound, part in reversed(list(zip(bounds, parts))):
            found = pl.when(value(bound)).then(part).otherwise(found)
        return found

    def earned(item):
        own = [col(name) for name in item.columns]
        n = [column.cast(pl.Int64) for column in own]
        if item.kind == "yes_no":
            return n[0] * item.max
        if item.kind in ("bands", "proportional"):
            done, plan = n
            if item.kind == "bands":
                found = steps(lambda share: done * 100 >= share * plan, SHARES, item.parts)
            else:
                share = (2 * item.max * pl.min_horizontal(done, plan) + plan) // (2 * plan)
                found = pl.when(done * 100 < 80 * plan).then(0).otherwise(share)
            return pl.when(done.is_not_null() & (plan > 0)).then(found)
        if item.kind == "lateness":
            due = pl.date(col("year"), *due_of(item))
            late = (own[0] - due).dt.total_days()
            return pl.when(own[0].is_not_null()).then(steps(lambda days: late <= days, LATE, item.parts))
        if item.kind == "each":
            return pl.when(n[0].is_not_null()).then(pl.min_horizontal(n[0] * item.parts[0], lit(item.max)))
        given = pl.sum_horizontal(column.is_not_null().cast(pl.Int64) for column in own)
        if item.kind == "survey":
            total = pl.sum_horizontal(n)
            return pl.when(given > 0).then((2 * item.max * (total - given) + 4 * given) // (8 * given))
        total = pl.sum_horizontal(column.fill_null(0) * part for column, part in zip(n, item.parts))
        if item.kind == "deduct":
            total = pl.max_horizontal(item.max - total, 0)
        return pl.when(given > 0).then(total)

    table = read.select("agency", "group", "year", *(earned(item).cast(pl.Int64).alias(item.code) for item in ITEMS))
    table = table.with_columns(
        *(pl.sum_horizontal(item.code for item in ITEMS if item.area == k).alias(code) for k, code in enumerate(AREA_CODES, 1)),
        max=pl.sum_horizontal(pl.when(col(item.code).is_not_null()).then(item.max).otherwise(0) for item in ITEMS))
    table = table.with_columns(total=pl.sum_horizontal(AREA_CODES))
    table = table.with_columns(percent=pl.when(col("max") > 0).then((20_000 * col("total") + col("max")) // (2 * col("max"))))
    tier = steps(lambda least: col("percent") >= 100 * least, [least for _, least in TIERS[:-1]], range(1, 6))
    table = table.with_columns(tier=tier, rank=col("percent").rank("min", descending=True).over("year", "group").cast(pl.Int64))
    before = table.select("agency", (col("year") + 1).cast(pl.Int64).alias("following"), col("rank").alias("then"))
    table = table.with_columns(col("year").cast(pl.Int64)).join(
        before, left_on=["agency", "year"], right_on=["agency", "following"], how="left")
    table = table.with_columns(change=col("then") - col("rank")).select(
        "agency", "group", "year", *SCORED, *AREA_CODES, "total", "max", "percent", "tier", "rank", "change").collect()
    table.write_csv(out) if out.endswith(".csv") else table.write_parquet(out)


def duckdb(evidence, out):
    import duckdb

    def quoted(item):
        return [f'CAST("{name}" AS BIGINT)' if item.kind != "lateness" else f'"{name}"' for name in item.columns]

    def earned(item):
        n, p, most = quoted(item), item.parts, item.max
        if item.kind == "yes_no":
            return f"{n[0]} * {most}"
        if item.kind in ("bands", "proportional"):
            done, plan = n
            if item.kind == "bands":
                found = "CASE " + " ".join(f"WHEN {done} * 100 >= {share} * {plan} THEN {part}" for share, part in zip(SHARES, p)) + f" ELSE {p[-1]} END"
            else:
                found = f"CASE WHEN {done} * 100 < 80 * {plan} THEN 0 ELSE (2 * {most} * least({done}, {plan}) + {plan}) // (2 * {plan}) END"
            return f"CASE WHEN {done} IS NOT NULL AND {plan} > 0 THEN {found} END"
        if item.kind == "lateness":
            month, day = due_of(item)
            late = f"({n[0]} - make_date(CAST(year AS BIGINT), {month}, {day}))"
            steps = " ".join(f"WHEN {late} <= {days} THEN {part}" for days, part in zip(LATE, p))
            return f"CASE WHEN {n[0]} IS NULL THEN NULL {steps} ELSE {p[-1]} END"
        if item.kind == "each":
            return f"CASE WHEN {n[0]} IS NOT NULL THEN least({n[0]} * {p[0]}, {most}) END"
        given = " + ".join(f"CAST({name} IS NOT NULL AS BIGINT)" for name in n)
        if item.kind == "survey":
            total = " + ".join(f"coalesce({name}, 0)" for name in n)
            return f"CASE WHEN {given} > 0 THEN (2 * {most} * ({total} - ({given})) + 4 * ({given})) // (8 * ({given})) END"
        total = " + ".join(f"coalesce({name}, 0) * {part}" for name, part in zip(n, p))
        if item.kind == "deduct":
            total = f"greatest({most} - ({total}), 0)"
        return f"CASE WHEN {given} > 0 THEN {total} END"

    scored = ", ".join(f"{earned(item)} AS {item.code}" for item in ITEMS)
    added = lambda own: " + ".join(f"coalesce({item.code}, 0)" for item in own)
    areas = ", ".join(f"{added([item for item in ITEMS if item.area == k])} AS {code}" for k, code in enumerate(AREA_CODES, 1))
    most = " + ".join(f"CASE WHEN {item.code} IS NULL THEN 0 ELSE {item.max} END" for item in ITEMS)
    tier = " ".join(f"WHEN percent >= {100 * least} THEN {k}" for k, (_, least) in enumerate(TIERS, 1))
    kind = "csv, header" if out.endswith(".csv") else "parquet"
    duckdb.execute(f"""COPY (
        WITH scored AS (SELECT agency, "group", year, {scored} FROM '{evidence}'),
        added AS (SELECT *, {areas}, {most} AS max FROM scored),
        totals AS (SELECT *, {' + '.join(AREA_CODES)} AS total FROM added),
        shared AS (SELECT *, CASE WHEN max > 0 THEN (20000 * total + max) // (2 * max) END AS percent FROM totals),
        ranked AS (SELECT *, CASE {tier} END AS tier, rank() OVER (PARTITION BY year, "group" ORDER BY percent DESC) AS rank FROM shared)
        SELECT now.agency, now."group", now.year, {', '.join('now.' + code for code in SCORED + AREA_CODES)}, now.total, now.max,
            now.percent, now.tier, now.rank, before.rank - now.rank AS change
        FROM ranked AS now LEFT JOIN ranked AS before ON before.agency = now.agency AND before.year = now.year - 1
    ) TO '{out}' (FORMAT {kind})""")


def numpy(evidence, out):
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pc
    import pyarrow.parquet as pq
    table = pc.read_csv(evidence) if evidence.endswith(".csv") else pq.read_table(evidence)

    def figures(name):
        column = table[name].combine_chunks()
        if pa.types.is_date(column.type):
            column = column.cast(pa.int32())
        if pa.types.is_boolean(column.type):
            column = column.cast(pa.int8())
        return column.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64), column.is_valid().to_numpy(zero_copy_only=False)

    year = table["year"].to_numpy().astype(np.int64)
    scored = {}
    for item in ITEMS:
        (n, valid), m, p = zip(*(figures(name) for name in item.columns)), item.max, item.parts
        given = sum(v.astype(np.int64) for v in valid)
        there = given > 0
        if item.kind == "yes_no":
            earned = n[0] * m
        elif item.kind in ("bands", "proportional"):
            done, plan = n
            there = valid[0] & (plan > 0)
            safe = np.where(there, plan, 1)
            if item.kind == "bands":
                earned = np.select([done * 100 >= share * plan for share in SHARES], p[:4], p[4])
            else:
                earned = np.where(done * 100 < 80 * plan, 0, (2 * m * np.minimum(done, plan) + safe) // (2 * safe))
        elif item.kind == "lateness":
            late = n[0] - np.array([item.due(y) for y in YEARS])[year - YEARS[0]]
            earned = np.select([late <= days for days in LATE], p[:4], p[4])
        elif item.kind == "each":
            earned = np.minimum(m, n[0] * p[0])
        elif item.kind == "survey":
            safe = np.maximum(given, 1)
            earned = (2 * m * (sum(n) - given) + 4 * safe) // (8 * safe)
        else:
            earned = sum(values * part for values, part in zip(n, p))
            earned = np.maximum(0, m - earned) if item.kind == "deduct" else earned
        scored[item.code] = (np.where(there, earned, 0), there)
    ranked(table, scored, out)


def zen(evidence, out):
    """One expression for each item, record after record; sums and ranks, which it cannot say, by NumPy."""
    import json
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pc
    import pyarrow.parquet as pq
    import zen as engine
    table = pc.read_csv(evidence) if evidence.endswith(".csv") else pq.read_table(evidence)

    def steps(condition, bounds, parts):
        found = str(parts[len(bounds)])
        for bound, part in reversed(list(zip(bounds, parts))):
            found = f"({condition.format(bound)} ? {part} : {found})"
        return found

    def earned(item):
        n, p, most = item.columns, item.parts, item.max
        none = lambda joined: f" {joined} ".join(f"{name} == null" for name in n)
        if item.kind == "yes_no":
            return f"{n[0]} == null ? null : ({n[0]} ? {most} : 0)"
        if item.kind in ("bands", "proportional"):
            done, plan = n
            found = steps(f"{done} * 100 >= {plan} * {{}}", SHARES, p) if item.kind == "bands" else (
                f"({done} * 100 < {plan} * 80 ? 0 : ({done} >= {plan} ? {most} : floor((2 * {done} * {most} + {plan}) / (2 * {plan}))))")
            return f"({none('or')} or {plan} == 0) ? null : {found}"
        if item.kind == "lateness":
            late = f"d({n[0]}).diff(d(string(year) + '-{DUES[(item.n - 1) % 6]}'), 'day')"
            return f"{none('or')} ? null : {steps(late + ' <= {}', LATE, p)}"
        if item.kind == "each":
            return f"{none('or')} ? null : min([{n[0]} * {p[0]}, {most}])"
        if item.kind == "survey":
            given = " + ".join(f"({name} == null ? 0 : 1)" for name in n)
            total = " + ".join(f"({name} ?? 0)" for name in n)
            return f"({none('and')}) ? null : floor((2 * (({total}) - ({given})) * {most} + 4 * ({given})) / (8 * ({given})))"
        if item.kind == "checklist":
            return f"({none('and')}) ? null : " + " + ".join(f"({name} == true ? {part} : 0)" for name, part in zip(n, p))
        return f"({none('and')}) ? null : max([0, {most} - ({n[0]} ?? 0) * {p[0]} - ({n[1]} ?? 0) * {p[1]}])"

    expressions = [{"id": item.code, "key": f"s{item.n}", "value": earned(item)} for item in ITEMS]
    node = lambda name, kind, **more: {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, **more}
    graph = {"nodes": [node("in", "inputNode"), node("items", "expressionNode", content={"expressions": expressions}), node("out", "outputNode")],
             "edges": [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in (("in", "items"), ("items", "out"))]}
    decision = engine.ZenEngine().create_decision(engine.ZenDecisionContent(json.dumps(graph)))
    for k, name in enumerate(table.column_names):
        if pa.types.is_date(table.schema.field(k).type):
            table = table.set_column(k, name, table[name].cast(pa.string()))
    earned_by = np.full((len(ITEMS), table.num_rows), -1, np.int64)
    row = 0
    for batch in table.to_batches(max_chunksize=1024):
        for record in batch.to_pylist():
            nested = {"year": record["year"]}
            for item in ITEMS:
                nested[item.code] = {name.split(".")[1]: record[name] for name in item.columns}
            found = decision.evaluate(nested)["result"]
            for item in ITEMS:
                points = found.get(f"s{item.n}")
                earned_by[item.n - 1, row] = -1 if points is None else int(points)
            row += 1
    ranked(table, {item.code: (np.maximum(own, 0), own >= 0) for item, own in zip(ITEMS, earned_by)}, out)


def ranked(table, scored, out):
    """Sums, percents, tiers, ranks and changes in NumPy, written; `scored` has points and whether there are any, by item."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pc
    import pyarrow.parquet as pq
    year, agency = (table[name].to_numpy().astype(np.int64) for name in ("year", "agency"))
    group = table["group"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    total, most = np.zeros((2, len(year)), np.int64)
    areas, columns = {code: np.zeros(len(year), np.int64) for code in AREA_CODES}, {}
    for item in ITEMS:
        earned, there = scored[item.code]
        columns[item.code] = pa.array(earned, mask=~there)
        areas[f"a{item.area}"] += earned
        total += earned
        most += np.where(there, item.max, 0)
    percent = (20_000 * total + most) // np.maximum(2 * most, 1)
    tier = np.select([percent >= 100 * least for _, least in TIERS[:-1]], range(1, 5), 5)
    place = (year - YEARS[0]) * (group.max() + 1) + group
    order = np.lexsort((-percent, place))
    sorted_place, sorted_percent = place[order], percent[order]
    first = np.flatnonzero(np.r_[True, sorted_place[1:] != sorted_place[:-1]])
    start = np.repeat(first, np.diff(np.r_[first, len(order)]))
    at = np.arange(len(order))
    new = np.r_[True, (sorted_percent[1:] != sorted_percent[:-1]) | (sorted_place[1:] != sorted_place[:-1])]
    rank = np.empty(len(order), np.int64)
    rank[order] = np.maximum.accumulate(np.where(new, at, 0)) - start + 1
    ranks = np.zeros((len(YEARS) + 1, agency.max() + 1), np.int64)
    ranks[year - YEARS[0] + 1, agency] = rank
    before = ranks[year - YEARS[0], agency]
    table = pa.table({
        "agency": table["agency"], "group": table["group"], "year": table["year"], **columns, **areas, "total": total, "max": most,
        "percent": pa.array(percent, mask=most == 0), "tier": tier, "rank": rank, "change": pa.array(before - rank, mask=before == 0)})
    pc.write_csv(table, out) if out.endswith(".csv") else pq.write_table(table, out)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
