#!/usr/bin/python3
"""Rehearses a class: starts JupyterHub on this machine with jupyterhub_config.py and a test authenticator, logs students
in, runs notebooks for all of them at the same time through the hub, and says how long that took and how much memory.

    apt-get install jupyterhub node-configurable-http-proxy jupyter-notebook
    /usr/bin/python3 notebooks/hub/rehearse.py --students 20

One more student runs a cell that takes all the memory it can get. The exit code is 0 if nothing failed.
"""

import argparse
import asyncio
import json
import os
import pathlib
import re
import secrets
import signal
import socket
import stat
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

NOTEBOOKS = pathlib.Path(__file__).resolve().parent.parent
PATIENCE = 900  # seconds; 40 kernels share what cores there are
RUNAWAY = "List<long[]> all = new ArrayList<>();\nwhile (true) all.add(new long[1 << 17]);"


class Hub:
    """The running hub, and what its REST API is asked for."""

    def __init__(self, folder):
        ports = free_ports(3)
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.token, self.password = secrets.token_hex(32), secrets.token_hex(8)
        self.log = open(folder / "hub.log", "w")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IJAVA"))}
        environment.update(
            REHEARSAL_FOLDER=str(folder),
            REHEARSAL_PORTS=" ".join(map(str, ports)),
            REHEARSAL_PASSWORD=self.password,
            REHEARSAL_TOKEN=self.token,
        )
        config = NOTEBOOKS / "hub" / "rehearsal_config.py"
        self.process = subprocess.Popen(
            ["jupyterhub", "--config", str(config)],
            cwd=folder, env=environment, stdout=self.log, stderr=self.log, start_new_session=True)
        AsyncHTTPClient.configure(None, max_clients=1000)
        self.client = AsyncHTTPClient()

    async def ask(self, method, path, body=None, **options):
        request = HTTPRequest(
            self.url + path, method, headers={"Authorization": f"token {self.token}"}, request_timeout=PATIENCE,
            body=None if method == "GET" else json.dumps(body or {}), allow_nonstandard_methods=True, **options)
        response = await self.client.fetch(request)
        return json.loads(response.body or "null")

    async def begin(self):
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                return await self.ask("GET", "/hub/api/")
            except (OSError, HTTPClientError):
                await asyncio.sleep(0.2)
        raise RuntimeError("JupyterHub does not start")

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    async def log_in(self, name):
        """As a browser does, with the form."""
        form = urllib.parse.urlencode({"username": name, "password": self.password})
        request = HTTPRequest(
            self.url + "/hub/login", "POST", body=form, follow_redirects=False, request_timeout=PATIENCE)
        response = await self.client.fetch(request, raise_error=False)
        if response.code != 302 or "jupyterhub-session-id" not in str(response.headers.get_list("Set-Cookie")):
            raise RuntimeError(f"{name} cannot log in: {response.code}")

    async def spawn(self, name):
        """Starts a student's server, waiting for a turn as the hub's page does."""
        while True:
            try:
                await self.ask("POST", f"/hub/api/users/{name}/server")
                break
            except HTTPClientError as e:
                if e.code != 429:
                    raise
                await asyncio.sleep(1)
        for _ in range(PATIENCE * 2):
            server = (await self.ask("GET", f"/hub/api/users/{name}"))["servers"].get("")
            if server and server["ready"]:
                return
            await asyncio.sleep(0.5)
        raise RuntimeError(f"The server of {name} does not start")


class Kernel:
    """One kernel of one student, over the hub's proxy."""

    @classmethod
    async def start(cls, hub, name):
        self = cls()
        self.id = (await hub.ask("POST", f"/user/{name}/api/kernels", {"name": "gradbook"}))["id"]
        url = hub.url.replace("http", "ws") + f"/user/{name}/api/kernels/{self.id}/channels"
        self.socket = await websocket_connect(
            HTTPRequest(url, headers={"Authorization": f"token {hub.token}"}, connect_timeout=PATIENCE,
                        request_timeout=PATIENCE), max_message_size=1 << 28)
        return self

    async def run(self, code):
        """Runs a cell; the content of its reply, and its last result as text."""
        header = {"msg_id": uuid.uuid4().hex, "username": "", "session": "rehearsal", "msg_type": "execute_request",
                  "version": "5.3", "date": ""}
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        await self.socket.write_message(json.dumps(
            {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}))
        reply, idle, result = None, False, None
        while reply is None or not idle:
            line = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            if line is None:
                raise RuntimeError("The kernel is gone")
            message = json.loads(line)
            if message["content"].get("execution_state") in ("restarting", "autorestarting", "dead"):
                raise RuntimeError("The kernel has died")
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "execute_reply":
                reply = content
            elif kind == "execute_result":
                result = content["data"]["text/plain"]
            elif kind == "status" and content["execution_state"] == "idle":
                idle = True
        return reply, result

    def pid(self):
        return pid_of(f"kernel-{self.id}.json")


def free_ports(n):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def pid_of(word):
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text()
        except OSError:
            continue
        if word in command:
            return process.name
    raise RuntimeError(f"no process of {word}")


def parent_of(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return re.search(r"^PPid:\s+(\d+)", status, re.M).group(1)


def megabytes(pid, file="smaps_rollup", field="Pss"):
    """PSS counts what processes share once, divided among them."""
    text = pathlib.Path(f"/proc/{pid}/{file}").read_text()
    return int(re.search(rf"^{field}:\s+(\d+) kB", text, re.M).group(1)) / 1024


def spread(numbers):
    numbers = sorted(numbers)
    return {
        "median": round(statistics.median(numbers), 1),
        "p95": round(numbers[min(len(numbers) - 1, round(0.95 * (len(numbers) - 1)))], 1),
        "max": round(numbers[-1], 1),
    }


def cells(lesson):
    (path,) = NOTEBOOKS.glob(f"{lesson}-*.ipynb")
    notebook = json.loads(path.read_text())
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


async def lesson(kernel, number, failures, who):
    """Every code cell of a lesson, then the count of what is wrong; how long it took."""
    begin = time.monotonic()
    for code in cells(number):
        reply, _ = await kernel.run(code)
        if reply["status"] != "ok":
            failures.append(f"{who}, lesson {number}: {reply.get('ename')}: {reply.get('evalue')}")
    reply, result = await kernel.run("Lesson.failures()")
    if result != "0":
        failures.append(f"{who}, lesson {number}: Lesson.failures() is {result}")
    return time.monotonic() - begin


async def rehearse(hub, students, lessons, heap):
    failures = []
    names = [f"student{i + 1:02}" for i in range(students)]
    report = {"students": students, "lessons": lessons, "cores": os.cpu_count(), "heap MB": heap}
    begin = time.monotonic()

    async def arrive(name):
        await hub.log_in(name)
        await hub.spawn(name)
        return time.monotonic() - begin

    report["seconds from login to a server"] = spread(await asyncio.gather(*map(arrive, names + ["runaway"])))

    async def sit_down(name):
        kernels = await asyncio.gather(*[Kernel.start(hub, name) for _ in lessons])
        for kernel in kernels:
            _, result = await kernel.run("1 + 1")
            if result != "2":
                failures.append(f"{name}: 1 + 1 is {result}")
        return kernels

    begin = time.monotonic()
    desks = dict(zip(names, await asyncio.gather(*map(sit_down, names))))
    runaway = await Kernel.start(hub, "runaway")
    await runaway.run("int kept = 42;")
    report["seconds to start all kernels"] = round(time.monotonic() - begin, 1)
    every = [kernel for kernels in desks.values() for kernel in kernels]
    report["MB of an idle kernel (PSS)"] = spread([megabytes(kernel.pid()) for kernel in every])
    servers = [parent_of(kernels[0].pid()) for kernels in desks.values()]
    report["MB of a student's notebook server (PSS)"] = spread([megabytes(pid) for pid in servers])

    async def study(name):
        return await asyncio.gather(
            *[lesson(kernel, number, failures, name) for kernel, number in zip(desks[name], lessons)])

    async def run_away():
        reply, _ = await runaway.run(RUNAWAY)
        if reply.get("ename") != "OutOfMemoryError":
            failures.append(f"The runaway cell ended with {reply}")
        _, kept = await runaway.run("kept")
        if kept != "42":
            failures.append(f"After the runaway cell the kernel has lost its variables: {kept}")
        return megabytes(runaway.pid(), "status", "VmHWM")

    times, peak = await asyncio.gather(asyncio.gather(*map(study, names)), run_away())
    for i, number in enumerate(lessons):
        report[f"seconds for lesson {number}"] = spread([row[i] for row in times])
    report["MB of a kernel after its lesson (PSS)"] = spread([megabytes(kernel.pid()) for kernel in every])
    report["MB at most of the kernel of the runaway cell (RSS)"] = round(peak, 1)
    report["failures"] = failures
    return report


def wrong_setup(folder, servers):
    """What jupyterhub_config.py and server_config.py ask for and does not hold."""
    wrong = []
    limits = (folder / "hub.log").read_text().count("Culling kernels with idle durations > 3600 seconds")
    if limits != servers:
        wrong.append(f"{limits} of {servers} notebook servers have read server_config.py")
    for name in "hub.sqlite", "cookie_secret":
        if stat.S_IMODE((folder / name).stat().st_mode) != 0o600:
            wrong.append(f"Others can read the hub's {name}")
    return wrong


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--lessons", nargs="+", default=["07", "12"], help="each student runs all of them at once")
    parser.add_argument("--heap", type=int, default=256, help="megabytes for the values of one notebook")
    parser.add_argument("--java", default="java")
    parser.add_argument("--report", help="a file for the figures, as JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rehearsal") as name:
        folder = pathlib.Path(name)
        install = [arguments.java, "-jar", str(NOTEBOOKS / "target" / "gradbook-kernel.jar"), "--install",
                   "--prefix", name, "--heap", f"{arguments.heap}m"]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        hub = Hub(folder)
        try:
            await hub.begin()
            report = await rehearse(hub, arguments.students, arguments.lessons, arguments.heap)
            report["failures"] += wrong_setup(folder, arguments.students + 1)
        except BaseException:
            print((folder / "hub.log").read_text()[-4000:], file=sys.stderr)
            raise
        finally:
            hub.end()
    text = json.dumps(report, indent=2)
    print(text)
    if arguments.report:
        pathlib.Path(arguments.report).write_text(text)
    return 1 if report["failures"] else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
