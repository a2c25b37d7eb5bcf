"""Commands run in turn, A B C A B C …, each from its start to its end; medians, and ratios taken pair by pair.

A process inherits the peak of the one that starts it, so that a small one of its own starts them: `paired.py` reads the
commands on its input and writes what it measured."""

import json
import os
import shlex
import statistics
import subprocess
import sys
import time


def once(command):
    """Wall seconds, CPU seconds, peak MiB."""
    begun = time.perf_counter()
    child = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command}\n{said.decode()}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def paired(commands, runs):
    """The same as `measured`, by a process of its own."""
    asked = json.dumps([commands, runs])
    child = subprocess.run([sys.executable, os.path.abspath(__file__)], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(child.stdout)


def measured(commands, runs):
    """By name: the medians of seconds, CPU seconds and MiB, and of the first command's share of this one's."""
    each = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            each[name].append(once(command))
    first = next(iter(each.values()))
    median = statistics.median
    return {
        name: (*(median(run[k] for run in own) for k in range(3)),
               *(median(other[k] / mine[k] for mine, other in zip(first, own)) for k in range(2)))
        for name, own in each.items()
    }


if __name__ == "__main__":
    print(json.dumps(measured(*json.load(sys.stdin))))
