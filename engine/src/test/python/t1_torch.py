"""The training of t1.py with PyTorch on the CPU, float64, one thread: prints the loss of epoch 10 and the median epoch."""

import statistics
import time

import numpy as np
import torch

from t1 import load

torch.set_num_threads(1)
X, y, start = load()
X, y = torch.tensor(X, dtype=torch.float64), torch.tensor(y)
net = torch.nn.Sequential(torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10)).to(torch.float64)
with torch.no_grad():
    for layer, w in ((net[0], start[0]), (net[2], start[2])):
        layer.weight.copy_(torch.tensor(np.ascontiguousarray(w.T)))
        layer.bias.zero_()
sgd = torch.optim.SGD(net.parameters(), lr=0.1)
entropy = torch.nn.CrossEntropyLoss()
times = []
for e in range(40):
    started, total = time.process_time(), 0.0
    for s in range(0, len(X), 32):
        x, t = X[s : s + 32], y[s : s + 32]
        loss = entropy(net(x), t)
        sgd.zero_grad()
        loss.backward()
        sgd.step()
        total += loss.detach() * len(x)
    total = float(total / len(X))
    times.append((time.process_time() - started) * 1e3)
    if e == 9:
        print("loss %.15g" % total)
print("t1 %.6g" % statistics.median(times[10:]))
