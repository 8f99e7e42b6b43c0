"""What schemathesis can't know by itself: this installation's cookie, what there is in the demonstration data, and the tag
of what is changed. Without these nearly every request would end at 404 or 412 and nothing behind them would be tried.

One part of the requests keeps what was drawn, so that 404 and 412 are tried too."""

import base64
import copy
import hashlib
import json
import os
import random
import urllib.error
import urllib.request

import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.generation import GenerationMode
from schemathesis.openapi.checks import RejectedPositiveData

URL = os.environ["PORTAL_URL"]
COOKIE = os.environ["PORTAL_COOKIE"]
SESSION = os.environ["PORTAL_SESSION"]

# Its own generator, with a seed of its own: the calls come in the same order each time.
draw = random.Random(int(os.environ.get("PORTAL_SEED", "1")))

# Where the ids of a path's first parameter come from: the list, and the field in its items.
LISTS = {
    "/v1/advice/{id}": ("/v1/advice", "id"),
    "/v1/call-notes/{number}": ("/v1/call-notes", "number"),
    "/v1/cases/{number}": ("/v1/cases", "number"),
    "/v1/claims/{id}": ("/v1/claims", "id"),
    "/v1/contacts/{id}": ("/v1/contacts", "id"),
    "/v1/drafts/{id}": ("/v1/drafts", "id"),
    "/v1/invitations/{id}": ("/v1/invitations", "id"),
    "/v1/meetings/{id}": ("/v1/meetings", "id"),
    "/v1/notices/{number}": ("/v1/notices", "number"),
    "/v1/people/{id}": ("/v1/people", "id"),
    "/v1/proposals/{id}": ("/v1/proposals", "id"),
    "/v1/registrations/{id}": ("/v1/registrations", "id"),
    "/v1/sites/{id}": ("/v1/sites", "id"),
    "/v1/units/{reference}": ("/v1/units", "reference"),
    "/v1/views/{id}": ("/v1/views?page=units", "id"),
    "/v1/webinars/{id}": ("/v1/webinars", "id"),
}

# Fields of bodies that name something that is there.
NAMES = {
    "account": "account",
    "on_behalf_of": "account",
    "site": "/v1/sites/{id}",
    "into": "/v1/sites/{id}",
    "unit": "/v1/units/{reference}",
    "reference": "/v1/units/{reference}",
    "case": "/v1/cases/{number}",
    "contact": "/v1/contacts/{id}",
    "person": "/v1/people/{id}",
    "proposal": "/v1/proposals/{id}",
}

# Paths of parts: what they are called within what the path begins with.
PARTS = {
    "/v1/cases/{number}/escalations/{id}": ["1", "2"],
    "/v1/cases/{number}/files/{id}": ["1", "2", "3"],
    "/v1/cases/{number}/rmas/{id}": ["1", "2"],
}

SOMEBODY = {"name": "Inés Valdez", "email": "ines.valdez@example.net", "phone": "+12025550100", "zone": "Europe/Berlin"}

# Bodies that are taken. A tuple is a choice; a path is one of what there is.
WHOLE = {
    "openCase": {
        "priority": (2, 3, 4),
        "unit": "/v1/units/{reference}",
        "synopsis": "A link goes down every few minutes",
        "description": "It began after the last change. The log shows nothing else.",
        "software_version": "23.4R2-S3",
        "contact_at": "+1 202-555-0100",
    },
    "requestRma": {"serial": "/v1/units/{reference}", "text": "The fan does not turn."},
    "invite": {**{name: SOMEBODY[name] for name in ("name", "email")}, "role": ("engineer", "viewer")},
    "propose": {"step": "add", "person": SOMEBODY, "reason": "Works at night"},
    "changeRoster": {"step": ("edit", "replace"), "contact": "/v1/contacts/{id}", "person": SOMEBODY},
    "changeProposal": {"step": ("accept", "decline", "withdraw"), "word": "Not now"},
    "sendNotice": {"responsibilities": ["R-065"], "text": "One of us leaves.", "since": "2026-12-01"},
    "claimUnit": {"reference": "JN0000000", "account": "account", "reason": "It stands at our site."},
    "putRegistrationRows": {"from": (1, 2), "rows": [{"serial": "JN0000001", "model": "MX480"}]},
    "planWebinar": {
        "title": "What a release brings",
        "about": "An hour about it.",
        "topic": "configuration",
        "speaker_name": "Moira Abernethy",
        "starts_at": "2026-12-10T15:00:00Z",
        "ends_at": "2026-12-10T16:00:00Z",
        "host_zone": "Europe/London",
    },
}
WHOLE["changeWebinar"] = WHOLE["planWebinar"]


def ask(path):
    request = urllib.request.Request(URL + path, headers={"Cookie": f"{COOKIE}={SESSION}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.headers, json.load(answer)
    except (urllib.error.HTTPError, ValueError):
        return {}, None


def found(value, field):
    """Every text under that name, however deep: lists have their items in different places."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == field and isinstance(inner, str):
                yield inner
            elif name != "account":
                yield from found(inner, field)
    elif isinstance(value, list):
        for inner in value:
            yield from found(inner, field)


def pools():
    me = ask("/v1/me")[1]
    if me is None:
        return {}
    accounts = [account["id"] for account in me["accounts"]] or [me["account"]["id"]]
    pools = {"account": accounts}
    for path, (where, field) in LISTS.items():
        values = list(found(ask(where)[1], field))
        for account in accounts:
            values += found(ask(f"{where}{'&' if '?' in where else '?'}account={account}")[1], field)
        if values:
            pools[path] = sorted(set(values))[:40]
    return pools


POOLS = pools()
# The schemas of the document, by name.
SCHEMAS = {}
# The largest integer that JSON carries exactly from one program to another.
EXACT = 2**53 - 1


@schemathesis.serializer("message/rfc822")
def mail(context, value):
    return str(value).encode()


@schemathesis.hook
def before_load_schema(context, raw_schema):
    SCHEMAS.update(copy.deepcopy(raw_schema["components"]["schemas"]))
    # The document can't know the name: the installation is part of it.
    raw_schema["components"]["securitySchemes"]["session"]["name"] = COOKIE
    # Every operation may answer with a refusal that it does not list. Here each status that it does not list is a finding.
    for item in raw_schema["paths"].values():
        for operation in item.values():
            operation["responses"].pop("default", None)
            # Examples of answers are for readers. Schemathesis would ask for the ids in them, which this server never gave.
            for response in operation["responses"].values():
                for content in response.get("content", {}).values():
                    content.pop("example", None)


def is_as_described(case, location):
    meta = case.meta
    return meta is None or meta.generation.mode is GenerationMode.POSITIVE or not meta.is_negative_at(location)


@schemathesis.hook
def before_call(context, case, kwargs):
    if is_as_described(case, ParameterLocation.PATH):
        fill_path(case)
    if is_as_described(case, ParameterLocation.QUERY) and "account" in (case.operation.query or {}):
        # Most people have one account, and it goes without saying.
        if len(POOLS.get("account", [])) > 1 and draw.random() < 0.8:
            case.query = {**(case.query or {}), "account": draw.choice(POOLS["account"])}
    if is_as_described(case, ParameterLocation.BODY) and isinstance(case.body, (dict, list)):
        case.body = filled(case.body, body_schema(case))
        case.body = whole(case.operation.definition.raw["operationId"], case.body)
    if is_as_described(case, ParameterLocation.HEADER):
        fill_headers(case)


def fill_headers(case):
    headers = case.headers
    if "If-Match" in headers and draw.random() < 0.8 and (tag := tag_of(case)):
        headers["If-Match"] = tag
    # The shortest keys are drawn again and again, and the second request would be answered as a repeated one.
    if "Idempotency-Key" in headers and draw.random() < 0.9:
        headers["Idempotency-Key"] = f"{draw.getrandbits(128):032x}"
    # Schemathesis draws one that does not even look like a digest (0) beside other values; a true one needs the file.
    if "Repr-Digest" in headers and isinstance(case.body, bytes):
        headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(hashlib.sha256(case.body).digest()).decode()}:"
    elif "Repr-Digest" in headers:
        del headers["Repr-Digest"]
    if case.operation.definition.raw["operationId"] == "saveDraft" and draw.random() < 0.4:
        headers.pop("If-Match", None)
        headers["If-None-Match"] = "*"


def fill_part(case, parameters):
    for path, pool in PARTS.items():
        if (path == case.path or case.path.startswith(path + "/")) and draw.random() < 0.75:
            parameters["id"] = draw.choice(pool)
    if "question" in parameters and draw.random() < 0.75:
        # Of that webinar only.
        pool = list(found((ask(f"/v1/webinars/{parameters['id']}")[1] or {}).get("questions"), "id"))
        parameters["question"] = draw.choice(pool) if pool else parameters["question"]
    case.path_parameters = parameters


def body_schema(case):
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("schema")


def fill_path(case):
    parameters = dict(case.path_parameters or {})
    for path, pool in POOLS.items():
        if path == case.path or case.path.startswith(path + "/"):
            name = path[path.index("{") + 1 : -1]
            if parameters.get(name) not in pool and draw.random() < 0.75:
                parameters[name] = draw.choice(pool)
    if parameters:
        fill_part(case, parameters)


def resolved(schema):
    """The schema itself, behind a reference and without the `null` beside it."""
    schema = schema or {}
    if "$ref" in schema:
        return SCHEMAS.get(schema["$ref"].rpartition("/")[2], {})
    for part in schema.get("oneOf", []):
        if part.get("type") != "null":
            return resolved(part)
    return schema


def filled(value, schema, name=""):
    schema = resolved(schema)
    if isinstance(value, list):
        return [filled(inner, schema.get("items")) for inner in value]
    if isinstance(value, dict):
        inner = schema.get("properties", {})
        return {name: filled(part, inner.get(name), name) for name, part in value.items()}
    if isinstance(value, float) and value.is_integer():
        # JSON Schema takes 3.0 for an integer, the server does not; nobody writes it on purpose.
        value = int(value)
    if isinstance(value, int) and abs(value) > EXACT:
        # Beyond what JSON carries exactly from one program to another (RFC 7493).
        return EXACT
    if isinstance(value, str) and draw.random() < 0.7:
        pool = POOLS.get(NAMES.get(name)) or schema.get("examples")
        # A word instead of nothing: nearly every text is needed.
        return draw.choice(pool) if pool else value if value.strip() else "Words"
    return value


def whole(operation, body):
    """A body that is taken, with some of what was drawn: left to chance these never are, as many fields have to fit."""
    known = WHOLE.get(operation)
    if not known or not isinstance(body, dict) or draw.random() < 0.3:
        return body
    known = {name: draw.choice(value) if isinstance(value, tuple) else value for name, value in known.items()}
    for name, value in known.items():
        if isinstance(value, str) and value in POOLS:
            known[name] = draw.choice(POOLS[value])
    return {**known, **{name: value for name, value in body.items() if draw.random() < 0.1}}


def tag_of(case):
    """The tag of what the path names, or of what it is a part of."""
    account = (case.query or {}).get("account")
    query = f"?account={account}" if account in POOLS.get("account", []) else ""
    path = case.formatted_path
    while path.count("/") > 1:
        headers, value = ask(path + query)
        if value is not None:
            last = case.formatted_path.removeprefix(path).lstrip("/").split("/")[0]
            return version(value, last) or headers.get("ETag")
        path = path.rpartition("/")[0]
    return None


def version(value, identity):
    """Of an item that has no path to be read at: its version in the list."""
    if isinstance(value, dict):
        if identity and value.get("id") == identity and isinstance(value.get("version"), int):
            return f'"{value["version"]}"'
        value = list(value.values())
    if isinstance(value, list):
        return next((tag for tag in (version(inner, identity) for inner in value) if tag), None)
    return None


def explained(case, response):
    """A request that is as the document describes, and is refused with 422: what no schema can say."""
    problem = response.json()
    # A key that was used for another request.
    if problem["type"] == "/problems/idempotency-key-reused":
        return True
    return all(beyond_schema(case, error) for error in problem.get("errors", []))


def beyond_schema(case, error):
    place, _, name = error["pointer"].removeprefix("/").partition("/")
    if place != "query" or not name or error["code"] not in ("missing", "unreadable", "too_long"):
        # Bodies: what depends on what is stored, on the day, on another field, or on what is left after trimming.
        return True
    # Opaque; needed by people with several accounts only.
    if name in ("cursor", "account"):
        return True
    # An open list: the document can't close it, and this server does not know the value (yet).
    parameter = case.operation.query.get(name)
    return parameter is not None and "An open list" in str(parameter.definition)


def is_loosely_written(case):
    """A parameter with blanks around it, or with nothing in it, which counts as not given: links come from forms."""
    elsewhere = (ParameterLocation.PATH, ParameterLocation.HEADER, ParameterLocation.BODY)
    if case.meta and any(case.meta.is_negative_at(location) for location in elsewhere):
        return False
    return any(isinstance(value, str) and value != value.strip() or value == "" for value in (case.query or {}).values())


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if isinstance(failure, RejectedPositiveData) and response.status_code == 422:
        return not explained(case, response)
    if isinstance(failure, AcceptedNegativeData):
        return not is_loosely_written(case)
    return True


@schemathesis.hook
def after_call(context, case, response):
    """What was made can be asked for from now on."""
    location = (response.headers.get("location") or [None])[0]
    if response.status_code == 201 and location:
        for path in LISTS:
            if path[: path.index("{")] == location.rpartition("/")[0] + "/":
                POOLS.setdefault(path, []).append(location.rpartition("/")[2])
