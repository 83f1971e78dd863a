"""What every student's notebook server reads: ports for its kernels that no other server takes.

Jupyter picks free ports for a kernel seconds before the kernel listens on them. In between, another student's server may
pick the same ones, and so may any outgoing connection, because all of them draw from the system's ephemeral ports. So
each server here has a block of its own below those, and keeps it by listening on the block's first port. Where all blocks
are taken, and beyond the 39th kernel, Jupyter picks as it does elsewhere: a class rather shares luck than stands still.
"""

import socket

from jupyter_client.connect import LocalPortCache

FIRST, SIZE, LAST = 10_000, 200, 32_000  # five ports a kernel: 39 kernels a student, 110 students


def listen(port):
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return None


class Block(LocalPortCache):
    def __init__(self, **options):
        super().__init__(**options)
        self.ports = ()
        for first in range(FIRST, LAST, SIZE):
            self.guard = listen(first)
            if self.guard:
                self.ports = range(first + 1, first + SIZE)
                break

    def find_available_port(self, ip):
        for port in self.ports:
            if port not in self.currently_used_ports:
                tried = listen(port)
                if tried:
                    tried.close()
                    self.currently_used_ports.add(port)
                    return port
        return super().find_available_port(ip)


if not LocalPortCache.initialized():  # by a program that reads this twice
    Block.instance()  # LocalPortCache.instance() is this one from now on

c = get_config()  # noqa: F821, Jupyter gives it

# A page on a busy machine may be late: only after ten minutes without an answer is it gone.
for app in (c.ServerApp, c.NotebookApp):
    app.tornado_settings = {"ws_ping_interval": 60_000, "ws_ping_timeout": 600_000}
    app.shutdown_no_activity_timeout = 7200  # where no kernel is left

# A kernel that nobody has used for an hour, and whose page is closed, gives its memory back.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_interval = 300
