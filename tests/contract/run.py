#!/usr/bin/env python3
"""The reference server against docs/openapi.json: schemathesis, once for each role, over fresh demonstration data.

Each role has a server of its own on a free loopback port, because requests change what is there and one role must not find
what another left. Server clock and seed are fixed, so that a run can be repeated. Exit status 1 when anything is found."""

import argparse
import concurrent.futures
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SERVER = os.environ.get("PORTAL_SERVER", str(ROOT / "target/release/portal-server"))
APP = os.environ.get("PORTAL_APP", str(ROOT / "dist"))
CLOCK = "2026-11-24T09:00:00Z"
START_LIMIT = 30
# What a browser says of a request that comes from the portal's own page; the same stands in schemathesis.toml.
OURS = {"X-Portal": "1", "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}

ROLES = [
    "administrator",
    "representative",
    "certified_expert",
    "engineer",
    "viewer",
    "reseller",
    "advisor",
    "vendor_engineer",
    "escalation_desk",
    "webinar_guest",
]

# Who makes things, in which one step leads on to another. The others read what is there, and the other phases ask for all of it.
MAKERS = ["administrator", "certified_expert", "engineer", "reseller", "advisor"]

# Programs that this one has started and has to end.
STARTED = []


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, end)
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        found = sum(report(*told) for told in pool.map(lambda role: run(role, options), options.role or ROLES))
    print(f"{time.monotonic() - began:.0f} s; " + (f"findings in {found} roles" if found else "no findings"))
    return 1 if found else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--full", action="store_true", help="fifteen times as many drawn requests, some twenty minutes")
    parser.add_argument("--role", action="append", choices=ROLES, help="only this role; may be repeated")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--jobs", type=int, default=2, help="roles at the same time")
    parser.add_argument("--document", default=str(ROOT / "docs/openapi.json"))
    return parser.parse_args()


def end(*_):
    """Nothing is left running by whoever ends this program alone. Roles that have not begun are not begun any more."""
    for program in STARTED:
        program.terminate()
    sys.exit(128 + signal.SIGTERM)


def start(words, **options):
    program = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **options)
    STARTED.append(program)
    return program


def report(role, faults, text):
    """Prints what one role found; 1 when that is anything."""
    print(f"--- {role}: " + ("; ".join(faults) if faults else "no findings"))
    if faults:
        print(text)
    else:
        print("\n".join(line for line in text.splitlines() if re.match(r"\s+(\d+ generated|API Links)", line)))
    sys.stdout.flush()
    return 1 if faults else 0


def run(role, options):
    with tempfile.TemporaryDirectory(prefix="portal-contract-") as data, open(f"{data}/log", "wb") as log:
        words = [SERVER, "serve", "--listen", "127.0.0.1:0", "--data", f"{data}/data", "--app", APP, "--clock", CLOCK]
        server = start(words, stderr=log)
        try:
            url = address(server)
            name, session = sign_in(url, role)
            status, text = schemathesis(url, name, session, options, role in MAKERS or options.full)
            faults = []
            if status != 0:
                faults.append(f"schemathesis ended with {status}")
            # Steps that never lead on to another are no scenario.
            links = re.search(r"API Links:\s+(\d+) covered", text)
            if role in MAKERS and (not links or links.group(1) == "0"):
                faults.append("no step led on to another")
            # A session that was lost on the way would have hidden everything behind 401.
            if ask(url, "/v1/me", f"{name}={session}").status != 200:
                faults.append("the session did not last")
            log.flush()
            if "a handler panicked" in Path(log.name).read_text(errors="replace"):
                faults.append("a handler panicked")
            return role, faults, told(text) + (f"\n  {links.group()}\n" if links else "")
        finally:
            server.terminate()
            server.wait(10)


def address(server):
    """The server's own words say where it listens."""
    for line in server.stdout:
        if said := re.search(r"http://127\.0\.0\.1:\d+", line):
            url = said.group()
            break
    else:
        raise SystemExit(f"{SERVER} did not start")
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/v1/meta", timeout=5):
                return url
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer within {START_LIMIT} s")


def sign_in(url, role):
    """As the first of the demonstration people who has this role; the name and the value of the cookie."""
    with urllib.request.urlopen(f"{url}/v1/meta", timeout=5) as answer:
        people = json.load(answer)["demonstration"]["people"]
    person = next(person for person in people if person["role"] == role)
    body = json.dumps({"email": person["email"], "password": person["password"]}).encode()
    request = urllib.request.Request(f"{url}/v1/session", body, OURS)
    with urllib.request.urlopen(request, timeout=20) as answer:
        name, _, value = answer.headers["Set-Cookie"].split(";")[0].partition("=")
        return name, value


def ask(url, path, cookie):
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=20)
    connection.request("GET", path, headers={"Cookie": cookie})
    return connection.getresponse()


def schemathesis(url, name, session, options, makes):
    program = str(Path(sys.executable).with_name("st"))
    words = [program, "--config-file", str(HERE / "schemathesis.toml"), "run", options.document, "--url", url]
    words += ["--seed", str(options.seed), "--no-color", "--max-examples", "60" if options.full else "4"]
    if not makes:
        words += ["--phases", "examples,coverage,fuzzing"]
    # Python's own order of sets would make another run of the same seed.
    python = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    known = {"PORTAL_URL": url, "PORTAL_COOKIE": name, "PORTAL_SESSION": session, "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py")}
    environment = {**os.environ, **python, **known, "PORTAL_SEED": str(options.seed)}
    # A folder of its own: schemathesis leaves files where it runs, which would change the next run.
    with tempfile.TemporaryDirectory(prefix="portal-contract-") as folder:
        program = start(words, cwd=folder, env=environment, stderr=subprocess.STDOUT)
        text, _ = program.communicate()
        return program.returncode, text


def told(text):
    """From the first error or failure on, without the warnings, which say where drawn values did not get far."""
    start = re.search(r"^=+ (ERRORS|FAILURES) =+$", text, re.M)
    warnings = re.search(r"^=+ WARNINGS =+$", text, re.M)
    summary = re.search(r"^=+ SUMMARY =+$", text, re.M)
    if not summary:
        return text
    found = text[start.start() : (warnings or summary).start()] if start else ""
    return found + text[summary.start() :]


if __name__ == "__main__":
    sys.exit(main())
