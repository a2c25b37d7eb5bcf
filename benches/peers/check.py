"""Whether answers are the same, cell by cell."""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq


def whole(column):
    return pc.cast(column, pa.int64())


def hundredths(column):
    """`12.34` and `12.3` as 1234 and 1230: the text itself, no float."""
    def of(text):
        if text is None:
            return None
        before, _, after = text.partition(".")
        return int(before + after.ljust(2, "0"))
    return pa.array([of(text) for text in column.to_pylist()], pa.int64())


def read(path):
    if str(path).endswith(".csv"):
        return pyarrow.csv.read_csv(path, convert_options=pyarrow.csv.ConvertOptions(
            column_types={"value": pa.string(), "agency": pa.string()}))
    return pq.read_table(path)


def evidence(path, fields):
    """Our evidence, a figure a line, as a row for each agency and year; `fields` says how each is read."""
    table = read(path)
    rows = {}
    for agency, year, field, value in zip(*(table[name].to_pylist() for name in ("agency", "year", "field", "value"))):
        rows.setdefault((int(agency), int(year)), {})[field] = value
    columns = {"agency": pa.array([k[0] for k in rows], pa.int64()), "year": pa.array([k[1] for k in rows], pa.int64())}
    for field, how in fields.items():
        columns[field] = how(pa.array([row.get(field) for row in rows.values()], pa.string()))
    return pa.table(columns)


def same(ours, theirs, keys, columns):
    """How many cells were compared; ends with what differs."""
    def sorted_by_keys(table):
        return pa.table({name: whole(table[name]) for name in [*keys, *columns]}).sort_by(
            [(key, "ascending") for key in keys])
    ours, theirs = sorted_by_keys(ours), sorted_by_keys(theirs)
    differ = [name for name in ours.column_names
              if ours[name].combine_chunks() != theirs[name].combine_chunks()]
    if ours.num_rows != theirs.num_rows or differ:
        raise SystemExit(f"answers differ: {ours.num_rows} and {theirs.num_rows} rows; columns {differ}")
    return ours.num_rows * len(columns)


def panel(path, columns, tiers):
    """Our panel with points and percents in hundredths, tiers by number; whatever its types are."""
    table = read(path)
    def figures(name):
        column = table[name].combine_chunks()
        if name == "tier" and not pa.types.is_integer(column.type):
            return pa.array([tiers.index(text) + 1 if text else None for text in column.to_pylist()], pa.int64())
        if pa.types.is_decimal(column.type):
            return pc.cast(pc.multiply(column, pa.scalar(100)), pa.int64())
        if pa.types.is_floating(column.type):
            return pc.cast(pc.round(pc.multiply(column, 100.0)), pa.int64())
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            return hundredths(column)
        return whole(column)
    agency = pa.array([int(str(code)) for code in table["agency"].to_pylist()], pa.int64())
    return pa.table({"agency": agency, "year": whole(table["year"]), **{name: figures(name) for name in columns}})
