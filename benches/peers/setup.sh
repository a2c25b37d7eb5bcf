#!/bin/sh
# The environment of the comparison: Python packages from PyPI in target/peers/venv, and our own program. usage: sh benches/peers/setup.sh
set -e
cd "$(dirname "$0")/../.."
python3 -m venv target/peers/venv
target/peers/venv/bin/pip install --quiet numpy pyarrow polars duckdb datafusion zen-engine
cargo build --release
