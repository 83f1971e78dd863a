"""The moons workload by hand in numpy, the whole batch at once: python3 moons_numpy.py POINTS.csv WEIGHTS.csv"""
import statistics
import sys
import time

import numpy as np

data = np.loadtxt(sys.argv[1], delimiter=",")
X, y = data[:, :2].copy(), data[:, 2:].copy()
w = np.loadtxt(sys.argv[2])
W1, W2, W3 = w[:32].reshape(16, 2), w[32:288].reshape(16, 16), w[288:].reshape(1, 16)
parameters = [W1, np.zeros(16), W2, np.zeros(16), W3, np.zeros(1)]
times, losses = [], []
for step in range(3000):
    start = time.process_time()
    W1, b1, W2, b2, W3, b3 = parameters
    h1 = X @ W1.T + b1
    np.maximum(h1, 0, out=h1)
    h2 = h1 @ W2.T + b2
    np.maximum(h2, 0, out=h2)
    margin = 1 - y * (h2 @ W3.T + b3)
    loss = np.maximum(margin, 0).mean() + 1e-4 * sum((p * p).sum() for p in parameters)
    d3 = np.where(margin > 0, -y, 0) / 100
    d2 = (d3 @ W3) * (h2 > 0)
    d1 = (d2 @ W2) * (h1 > 0)
    gradients = [d1.T @ X, d1.sum(0), d2.T @ h1, d2.sum(0), d3.T @ h2, d3.sum(0)]
    rate = 1 - 0.9 * step / 100 if step < 100 else 0.1
    for p, g in zip(parameters, gradients):
        g += 2e-4 * p
        p -= rate * g
    times.append(time.process_time() - start)
    losses.append(loss)
print("%.15g %.6f" % (losses[11], statistics.median(times[500:]) * 1e3))
