"""Runs every command block of a clone's README, in order; part of fresh-machine."""

import os, re, signal, subprocess, sys, time

import nbclient, nbformat
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

NOTEBOOK = "01-scalar-chain-rule.ipynb"
EXPECTED = {"mvn -q compile exec:java": ["f = -12", "df/dx = -4", "df/dy = -4", "df/dz = 3"]}

folder = sys.argv[1]
os.chdir(folder)


def run(command):
    started = time.time()
    done = subprocess.run(command, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    print(f"{time.time() - started:6.0f} s  {command}", flush=True)
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode}:\n{done.stdout[-8000:]}")
    for text in EXPECTED.get(command, []):
        if text not in done.stdout:
            sys.exit(f"{command} does not print {text!r}:\n{done.stdout[-8000:]}")


def open_notebook(command):
    """Starts Jupyter as the README does, runs all cells of a notebook in a browser and looks at what is on the page."""
    jupyter = subprocess.Popen(command + " --no-browser --port=18899 --NotebookApp.token=t --NotebookApp.password=",
                               shell=True, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    options = webdriver.ChromeOptions()
    for argument in ["headless", "no-sandbox", "disable-gpu", "disable-background-networking", "window-size=1200,3000"]:
        options.add_argument("--" + argument)
    browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    try:
        for _ in range(60):
            try:
                browser.get(f"http://127.0.0.1:18899/notebooks/{NOTEBOOK}?token=t")
                break
            except Exception:
                time.sleep(1)
        wait = WebDriverWait(browser, 180)
        wait.until(lambda b: b.execute_script(
            "return window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"))
        browser.execute_script("Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells();")
        wait.until(lambda b: b.execute_script(
            "let c = Jupyter.notebook.get_cells().filter(c => c.cell_type == 'code');"
            "return c.every(c => typeof c.input_prompt_number == 'number')"))
        time.sleep(2)
        errors = browser.execute_script(
            "return Array.from(document.querySelectorAll('.output_error')).map(e => e.innerText)")
        pictures = browser.execute_script(
            "return Array.from(document.querySelectorAll('.output svg, .output img')).filter(e =>"
            " e.getBoundingClientRect().width > 100 && e.getBoundingClientRect().height > 50).length")
        browser.save_screenshot(os.path.join(folder, "..", "fresh.png"))
        if errors or pictures < 3:
            sys.exit(f"the notebook shows {pictures} pictures and these errors: {errors}")
        print(f"          {command}: {NOTEBOOK} runs and shows {pictures} pictures", flush=True)
    finally:
        browser.quit()
        os.killpg(jupyter.pid, signal.SIGTERM)


def run_cell(code):
    """A block of Java with a magic: one cell in the installed kernel; its last comment says what it prints."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, kernel_name="gradbook").execute()
    printed = "".join(o.get("text", "") for o in notebook.cells[0].outputs)
    expected = code.rsplit("// ", 1)[1].strip()
    if expected not in printed:
        sys.exit(f"the cell printed {printed!r}, not {expected!r}")
    print(f"          the cell prints {expected}", flush=True)


with open("README.md", encoding="utf-8") as file:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", file.read(), re.M | re.S)
for language, text in blocks:
    if language == "java":
        run_cell(text)
        continue
    for command in text.strip().splitlines():
        if command.startswith("jupyter "):
            open_notebook(command)
        else:
            run(command)
