"""The moons workload in PyTorch, batched, float64, one thread: python3 moons_torch.py POINTS.csv WEIGHTS.csv"""
import statistics
import sys
import time

import numpy as np
import torch

torch.set_num_threads(1)
data = np.loadtxt(sys.argv[1], delimiter=",")
X, y = torch.tensor(data[:, :2]), torch.tensor(data[:, 2:])
w = np.loadtxt(sys.argv[2])
sizes = [torch.nn.Linear(2, 16), torch.nn.Linear(16, 16), torch.nn.Linear(16, 1)]
net = torch.nn.Sequential(sizes[0], torch.nn.ReLU(), sizes[1], torch.nn.ReLU(), sizes[2]).double()
with torch.no_grad():
    at = 0
    for layer in sizes:
        n = layer.weight.numel()
        layer.weight.copy_(torch.tensor(w[at:at + n]).view_as(layer.weight))
        layer.bias.zero_()
        at += n
sgd = torch.optim.SGD(net.parameters(), lr=1.0)
times, losses = [], []
for step in range(1000):
    start = time.process_time()
    loss = (1 - y * net(X)).relu().mean() + 1e-4 * sum((p * p).sum() for p in net.parameters())
    sgd.zero_grad()
    loss.backward()
    sgd.param_groups[0]["lr"] = 1 - 0.9 * step / 100 if step < 100 else 0.1
    sgd.step()
    times.append(time.process_time() - start)
    losses.append(loss.item())
print("%.15g %.6f" % (losses[11], statistics.median(times[250:]) * 1e3))
