"""Training the digits network with numpy alone, for the engine's tests and benchmarks to compare with.

    python3 t1.py golden   writes ../resources/gradbook/t1/losses.csv, the loss of every epoch
    python3 t1.py time     prints the loss of epoch 10 and the median time of an epoch in milliseconds

64-128-10, ReLU, softmax cross-entropy, mini-batches of 32 in file order, pixels / 16, biases from 0, weights of
w1.csv and w2.csv. "plain" is gradient descent with rate 0.1; "full" has momentum 0.9, weight decay 0.0001 and the rate
0.02 going down along half a cosine over 20 epochs.
"""

import math
import pathlib
import statistics
import sys
import time

import numpy as np

here = pathlib.Path(__file__).resolve().parent
t1 = here.parent / "resources/gradbook/t1"
digits = here.parents[3] / "lessons/src/main/resources/gradbook/data/digits.csv"


def load():
    table = np.loadtxt(digits, delimiter=",", skiprows=1)
    start = [np.loadtxt(t1 / "w1.csv", delimiter=","), np.zeros(128), np.loadtxt(t1 / "w2.csv", delimiter=","), np.zeros(10)]
    return table[:, :64] / 16, table[:, 64].astype(int), start


def epoch(X, y, parameters, step, batch=32):
    W1, b1, W2, b2 = parameters
    total = 0.0
    for s in range(0, len(X), batch):
        x, t = X[s : s + batch], y[s : s + batch]
        n = len(x)
        rows = np.arange(n)
        h = x @ W1
        h += b1
        np.maximum(h, 0, out=h)
        o = h @ W2
        o += b2
        o -= o.max(1, keepdims=True)
        np.exp(o, out=o)
        o /= o.sum(1, keepdims=True)
        total -= np.log(o[rows, t]).sum()
        o[rows, t] -= 1
        o /= n
        gW2, gb2 = h.T @ o, o.sum(0)
        dh = o @ W2.T
        dh *= h > 0
        step([x.T @ dh, dh.sum(0), gW2, gb2])
    return total / len(X)


def plain(parameters, rate=0.1):
    def step(gradients):
        for p, g in zip(parameters, gradients):
            p -= rate * g

    return step


def full(parameters, rate):
    velocity = [np.zeros_like(p) for p in parameters]

    def step(gradients):
        for p, g, v in zip(parameters, gradients, velocity):
            v *= 0.9
            v += g + 0.0001 * p
            p -= rate() * v

    return step


def golden():
    X, y, start = load()
    a = [p.copy() for p in start]
    b = [p.copy() for p in start]
    now = [1]
    step_a = plain(a)
    step_b = full(b, lambda: 0.02 * 0.5 * (1 + math.cos(math.pi * (now[0] - 1) / 20)))
    lines = ["epoch,plain,full"]
    for now[0] in range(1, 21):
        lines.append("%d,%.15g,%.15g" % (now[0], epoch(X, y, a, step_a), epoch(X, y, b, step_b)))
    (t1 / "losses.csv").write_text("\n".join(lines) + "\n")


def measure():
    X, y, parameters = load()
    step = plain(parameters)
    times = []
    for e in range(60):
        started = time.process_time()
        loss = epoch(X, y, parameters, step)
        times.append((time.process_time() - started) * 1e3)
        if e == 9:
            print("loss %.15g" % loss)
    print("t1 %.6g" % statistics.median(times[10:]))


if __name__ == "__main__":
    {"golden": golden, "time": measure}[sys.argv[1]]()
