"""A class on one server: JupyterHub from Debian's packages, the Gradbook kernel, one system user per student.

README.md says how to set it up; rehearse.py tries it with simulated students.
"""

import os

c = get_config()  # noqa: F821, JupyterHub gives it

# Everything listens on this machine only. Put a web server that speaks HTTPS in front of port 8000.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:8081"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:8001"
# Debian's proxy does not find its modules otherwise.
c.ConfigurableHTTPProxy.command = ["env", "NODE_PATH=/usr/share/nodejs", "configurable-http-proxy"]

# What the hub keeps, such as jupyterhub.sqlite, and what students write, nobody else reads.
os.umask(0o077)

# Students are the system's users, and log in with their passwords there (PAM). Whoever is in the group students may.
c.LocalAuthenticator.allowed_groups = {"students"}

# A class comes all at once: servers start a few at a time, the others wait a moment instead of failing.
c.JupyterHub.concurrent_spawn_limit = 4
c.JupyterHub.active_server_limit = 100
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180

c.Spawner.args = ["--config=" + os.path.join(os.path.dirname(os.path.abspath(__file__)), "server_config.py")]
