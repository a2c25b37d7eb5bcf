"""The set of 90 items and its evidence: the same items, maxima and rules as `benches/workload`, and agencies of three years.

Evidence is one wide table: agency, group, year, then a column for each figure, called as the criteria call it (`p01.held`).
"""

import os

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

YEARS = (2023, 2024, 2025)
AREAS = (14, 12, 14, 9, 12, 9, 13, 7)
KINDS = (("yes_no", 20), ("bands", 20), ("proportional", 14), ("lateness", 10), ("checklist", 8), ("each", 6), ("deduct", 6), ("survey", 6))
MAXIMA = (50, 100, 75, 150, 100, 125, 200, 50, 100)
DUES = ("01-31", "03-15", "06-20", "09-30", "12-15", "12-25")
FIELDS = {
    "yes_no": ["held"], "bands": ["done", "plan"], "proportional": ["done", "plan"], "lateness": ["sent"],
    "checklist": ["a", "b", "c", "d"], "each": ["n"], "deduct": ["minor", "major"], "survey": ["q1", "q2", "q3", "q4", "q5"],
}
LATE = (0, 5, 15, 30)
SHARES = (100, 90, 80, 60)
TIERS = (("excellent", 90), ("good", 80), ("fair", 70), ("average", 60), ("weak", 0))


class Item:
    """Number from 1, kind, maximum in hundredths of a point, points of its parts, area from 1."""

    def __init__(self, n, kind, most):
        self.n, self.kind, self.max, self.area = n, kind, most, 0
        self.code = f"p{n:02}"
        self.columns = [f"{self.code}.{field}" for field in FIELDS[kind]]

    @property
    def parts(self):
        m = self.max
        quarter = [m // 4, m // 4, m // 5]
        return {
            "bands": [m, m * 3 // 4, m // 2, m // 4, 0], "lateness": [m, m * 3 // 4, m // 2, m // 4, 0],
            "checklist": [*quarter, m - sum(quarter)], "each": [max(5, m // 6)], "deduct": [max(5, m // 8), max(10, m // 3)],
        }.get(self.kind, [])

    def due(self, year):
        return int(np.datetime64(f"{year}-{DUES[(self.n - 1) % 6]}").astype("datetime64[D]").astype(int))


def items():
    """The kinds laced through one another; what the maxima lack to 100 points is spread over the yes-or-no items."""
    left, found = [count for _, count in KINDS], []
    for n in range(90):
        k = max(range(8), key=lambda k: left[k] / KINDS[k][1])
        left[k] -= 1
        found.append(Item(n + 1, KINDS[k][0], MAXIMA[n % 9]))
    lacking = 10_000 - sum(item.max for item in found)
    yes_no = [item for item in found if item.kind == "yes_no"]
    for k, item in enumerate(yes_no):
        share = lacking // (len(yes_no) - k)
        item.max += share
        lacking -= share
    rest = iter(found)
    for area, size in enumerate(AREAS, 1):
        for _ in range(size):
            next(rest).area = area
    return found


def points(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02}"


def rule(item):
    p = [points(part) for part in item.parts]
    share = "share: {{ of: done, in: plan, if_none: not_applicable, over: {} }}"
    if item.kind == "yes_no":
        return "fields: { held: yes_no }, rule: { yes_no: held }"
    if item.kind == "bands":
        bands = "{{ from: 100, points: {} }}, {{ from: 90, below: 100, points: {} }}, {{ from: 80, below: 90, points: {} }}, {{ from: 60, below: 80, points: {} }}, {{ below: 60, points: {} }}"
        return f"fields: {{ done: count, plan: count }}, rule: {{ bands: {{ of: {{ {share.format('keep')} }}, award: [{bands.format(*p)}] }} }}"
    if item.kind == "proportional":
        return f"fields: {{ done: count, plan: count }}, rule: {{ proportional: {{ of: {{ {share.format('cap')} }}, nothing_below: 80 }} }}"
    if item.kind == "lateness":
        award = "{{ to: 0, points: {} }}, {{ above: 0, to: 5, points: {} }}, {{ above: 5, to: 15, points: {} }}, {{ above: 15, to: 30, points: {} }}, {{ above: 30, points: {} }}"
        return f"fields: {{ sent: date }}, rule: {{ lateness: {{ of: sent, due: {DUES[(item.n - 1) % 6]}, award: [{award.format(*p)}] }} }}"
    if item.kind == "checklist":
        return "fields: {{ a: yes_no, b: yes_no, c: yes_no, d: yes_no }}, rule: {{ checklist: {{ a: {}, b: {}, c: {}, d: {} }} }}".format(*p)
    if item.kind == "each":
        return f"fields: {{ n: count }}, rule: {{ each: {{ of: n, points: {p[0]} }} }}"
    if item.kind == "deduct":
        return f"fields: {{ minor: count, major: count }}, rule: {{ deduct: {{ each: {{ minor: {p[0]}, major: {p[1]} }} }} }}"
    fields = ", ".join(f"q{q}: {{ kind: amount, least: 1, most: 5 }}" for q in range(1, 6))
    groups = ", ".join(f"q{q}: {{ weight: 1, mean: {{ from: 1, to: 5 }} }}" for q in range(1, 6))
    return f"method: survey, fields: {{ {fields} }}, rule: {{ survey: {{ {groups} }} }}"


def yaml(groups):
    tiers = ", ".join(f"{{ tier: {name}, from: {least}{below} }}" if least else f"{{ tier: {name}{below} }}"
                      for (name, least), below in zip(TIERS, ["", *(f", below: {least}" for _, least in TIERS)]))
    lines = ["set: workload", "year: 2023", "title: Khối lượng công việc", "source: made up", "origin: made_up", "total: 100",
             "rounding: { leaf: { digits: 2, mode: half_up }, percent: { digits: 2, mode: half_up } }",
             "not_applicable: exclude", "missing: not_applicable", f"tiers: [{tiers}]", "groups:"]
    lines += [f"  g{g}: {{ title: Khối {g} }}" for g in range(groups)]
    lines.append("areas:")
    every = items()
    for area in range(1, len(AREAS) + 1):
        own = [item for item in every if item.area == area]
        lines += [f"  - code: a{area}", f"    title: Lĩnh vực {area}", f"    max: {points(sum(item.max for item in own))}",
                  "    source: made up", "    items:"]
        lines += [f"      - {{ code: {item.code}, title: Mục {item.n}, max: {points(item.max)}, {rule(item)} }}" for item in own]
    return "\n".join(lines) + "\n"


def of_groups(agencies):
    """How many groups; agencies lie in them unevenly."""
    return 2 if agencies < 100 else 64 if agencies < 100_000 else 1000


def figures(random, item, rows, quality, years):
    """The figures of one item: a column each, and where it is not given."""
    draw = lambda n: random.integers(0, n, rows)
    absent = draw(33) == 0
    gap = lambda values, more=None: pa.array(values, mask=absent if more is None else absent | more)
    if item.kind == "yes_no":
        return [gap(draw(100) < quality)]
    if item.kind in ("bands", "proportional"):
        plan = np.where(draw(200) == 0, 0, draw(400)).astype(np.int16)
        done = np.where(draw(3) == 0, plan, plan * (quality + draw(40) - 12) // 100).astype(np.int16)
        return [gap(done), gap(plan)]
    if item.kind == "lateness":
        due = np.array([item.due(year) for year in YEARS])[years]
        off = np.where(draw(100) < quality, -draw(20), 1 + draw(49))
        return [gap((due + off).astype(np.int32)).cast(pa.date32())]
    if item.kind == "checklist":
        return [gap(draw(100) < quality, draw(50) == 0) for _ in range(4)]
    if item.kind == "each":
        return [gap(draw(12).astype(np.int8))]
    if item.kind == "deduct":
        return [gap(draw(5).astype(np.int8)), gap((draw(3) * draw(2)).astype(np.int8))]
    return [gap(np.clip(quality // 25 + draw(3), 1, 5).astype(np.int8), draw(20) == 0) for _ in range(5)]


def make(agencies, folder):
    random = np.random.default_rng([3, agencies])
    groups, every = of_groups(agencies), items()
    with open(os.path.join(folder, "workload.yaml"), "w", encoding="utf-8") as file:
        file.write(yaml(groups))
    quality = random.integers(45, 95, agencies)
    group = (random.random(agencies) ** 1.5 * groups).astype(np.int16)
    # every fiftieth agency is another's twin, so that ties occur
    twin = np.arange(agencies)
    twin[49::50] -= 1
    group = group[twin]
    names = pa.array([f"g{g}" for g in range(groups)])
    writer, step = None, 50_000
    path = os.path.join(folder, "evidence.parquet")
    for k, year in enumerate(YEARS):
        there = np.flatnonzero(random.random(agencies) >= 0.01)
        for start in range(0, agencies, step):
            n = min(step, agencies - start)
            years = np.full(n, k)
            columns = [column for item in every for column in figures(random, item, n, quality[start:start + n], years)]
            heads = [head for item in every for head in item.columns]
            table = pa.table({
                "agency": np.arange(start, start + n, dtype=np.int32),
                "group": pa.DictionaryArray.from_arrays(pa.array(group[start:start + n]), names).cast(pa.string()),
                "year": np.full(n, year, np.int16), **dict(zip(heads, columns)),
            })
            own = twin[start:start + n] - start
            figured = table.take(pa.array(own)).set_column(0, "agency", table["agency"])
            kept = there[(there >= start) & (there < start + n)] - start
            part = figured.take(pa.array(kept))
            writer = writer or pq.ParquetWriter(path, part.schema, compression="snappy")
            writer.write_table(part, row_group_size=step)
    writer.close()
    if agencies <= 100_000:
        pyarrow.csv.write_csv(pq.read_table(path), os.path.join(folder, "evidence.csv"))
