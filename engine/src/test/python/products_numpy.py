"""Speed of numpy's matrix products in GFLOP/s: python3 products_numpy.py 4 8 512 prints a line "size AB AtB ABt" for each."""

import statistics
import sys
import time

import numpy as np

for n in map(int, sys.argv[1:]):
    A, B, C = np.random.randn(n, n), np.random.randn(n, n), np.empty((n, n))
    repeat = max(1, min(10000, int(4e8 / (2 * n**3))))
    speeds = []
    for a, b in ((A, B), (A.T, B), (A, B.T)):
        runs = []
        for _ in range(5):
            started = time.process_time()
            for _ in range(repeat):
                np.matmul(a, b, out=C)
            runs.append(2 * n**3 * repeat / (time.process_time() - started) * 1e-9)
        speeds.append(statistics.median(runs))
    print(n, *("%.6g" % s for s in speeds))
