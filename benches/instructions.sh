#!/bin/sh
# Instructions of the kernel for 990,000 awards, by valgrind's callgrind: the same on every run of one build, so that a
# change shows where a clock would not. usage: benches/instructions.sh [--keep]   writes benches/instructions.txt with --keep
set -e
cd "$(dirname "$0")/.."
said=$(CARGO_PROFILE_BENCH_STRIP=none cargo bench --no-default-features --bench instructions --no-run 2>&1)
binary=$(printf '%s\n' "$said" | sed -n 's/.*Executable.*(\(.*\)).*/\1/p')
count=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='par_index::scores::counted::Counting::block' "$binary" 2>&1 |
  sed -n 's/.*Collected : //p')
printf '%s instructions, %s an award; kept: ' "$count" "$((count / 990000)).$((count * 10 / 990000 % 10))"
if [ "$1" = --keep ]; then echo "$count" > benches/instructions.txt; fi
cat benches/instructions.txt
