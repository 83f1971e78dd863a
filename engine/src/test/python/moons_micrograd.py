"""The moons workload in micrograd, as its own demo trains: python3 moons_micrograd.py POINTS.csv WEIGHTS.csv"""
import statistics
import sys
import time

from micrograd.nn import MLP

data = [[float(cell) for cell in line.split(",")] for line in open(sys.argv[1])]
weights = iter([float(line) for line in open(sys.argv[2])])
net = MLP(2, [16, 16, 1])
for layer in net.layers:
    for neuron in layer.neurons:
        for w in neuron.w:
            w.data = next(weights)
times, losses = [], []
for step in range(15):
    start = time.process_time()
    scores = [net(point[:2]) for point in data]
    margins = [(1 + -y * score).relu() for (_, _, y), score in zip(data, scores)]
    loss = sum(margins) * (1 / len(margins)) + 1e-4 * sum(p * p for p in net.parameters())
    net.zero_grad()
    loss.backward()
    for p in net.parameters():
        p.data -= (1 - 0.9 * step / 100) * p.grad
    times.append(time.process_time() - start)
    losses.append(loss.data)
print("%.15g %.6f" % (losses[11], statistics.median(times) * 1e3))
