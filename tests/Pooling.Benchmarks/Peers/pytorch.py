"""Times PyTorch's pooling: pytorch.py THREADS SECONDS. See compare.sh for what is read and written."""
import json
import sys
import time

import torch
from torch.nn import functional

SHORTEST_SAMPLE = 20e-6
FEWEST_SAMPLES = 5
CHANNELS_LAST = {2: torch.channels_last, 3: torch.channels_last_3d}


def parse(line):
    """The case of a line: name, operation, shape, window, strides, padding."""
    name, operation, rank, *numbers = line.split()
    rank, numbers = int(rank), [int(number) for number in numbers]
    starts = [0, rank + 2, 2 * rank + 2, 3 * rank + 2, 4 * rank + 2]
    return name, operation, *(numbers[start:end] for start, end in zip(starts, starts[1:]))


def time_batch(call, batch):
    """The seconds that some calls take."""
    start = time.perf_counter()
    for _ in range(batch):
        call()
    return time.perf_counter() - start


def median_microseconds(call, seconds):
    """The median time of a call."""
    call()
    batch = 1
    while time_batch(call, batch) < SHORTEST_SAMPLE:
        batch *= 2
    samples, start = [], time.perf_counter()
    while not samples or time.perf_counter() - start < (4 if len(samples) < FEWEST_SAMPLES else 1) * seconds:
        samples.append(time_batch(call, batch) / batch * 1e6)
    return sorted(samples)[len(samples) // 2]


def main():
    threads, seconds = int(sys.argv[1]), float(sys.argv[2])
    torch.set_num_threads(threads)
    for line in sys.stdin:
        name, operation, shape, kernel, strides, pad = parse(line)
        rank = len(kernel)
        pool = getattr(functional, f"{operation}_pool{rank}d")
        options = {"kernel_size": kernel, "stride": strides, "padding": pad}
        if operation == "avg":
            options["count_include_pad"] = False
        first = torch.rand(shape) - 0.5
        layouts = {"channels_first": first}
        if rank in CHANNELS_LAST:
            layouts["channels_last"] = first.contiguous(memory_format=CHANNELS_LAST[rank])
        for layout, tensor in layouts.items():
            with torch.inference_mode():
                microseconds = median_microseconds(lambda: pool(tensor, **options), seconds)
            version = torch.__version__.split("+")[0]
            print(json.dumps({"peer": f"pytorch {version}", "id": name, "layout": layout, "threads": threads, "us": microseconds}))
        print(flush=True)


main()
