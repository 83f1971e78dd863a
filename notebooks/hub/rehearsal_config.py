"""The class's configuration with a test authenticator, on free ports, in a folder that is thrown away."""

import os

c = get_config()  # noqa: F821
load_subconfig(os.path.join(os.path.dirname(os.path.abspath(__file__)), "jupyterhub_config.py"))  # noqa: F821

folder = os.environ["REHEARSAL_FOLDER"]
proxy, hub, api = os.environ["REHEARSAL_PORTS"].split()
c.JupyterHub.bind_url = f"http://127.0.0.1:{proxy}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.pid_file = f"{folder}/proxy.pid"
c.JupyterHub.db_url = f"sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{folder}/cookie_secret"

# Simulated students have no account: any name, one password, and all of them run as the user that rehearses.
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["REHEARSAL_PASSWORD"]
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = folder + "/home/{username}"
# Java's home is the account's and not HOME, so its history of cells would be that of the user who rehearses.
c.Spawner.environment = {"JUPYTER_PATH": f"{folder}/share/jupyter", "GRADBOOK_HISTORY": "off"}
if os.geteuid() == 0:
    c.Spawner.args = c.Spawner.args + ["--allow-root"]

c.JupyterHub.services = [{"name": "rehearsal", "api_token": os.environ["REHEARSAL_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "rehearsal", "scopes": ["admin:users", "admin:servers", "access:servers"], "services": ["rehearsal"]}
]
