"""Lets Schemathesis ask for things that are there: in half of the cases a path's ids are those of the house. What it learns
from answers it asks for too, but never for the end of the session or of the person that asks."""

import json
import os
import zlib

import schemathesis

# By the part of the path before the id, e.g. "projects".
KNOWN = json.loads(os.environ["FUZZ_KNOWN_IDS"])
SPARED = json.loads(os.environ["FUZZ_SPARED_IDS"])


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if not path_parameters:
        return path_parameters
    parts = context.operation.path.strip("/").split("/")
    for before, part in zip(parts, parts[1:]):
        name = part.strip("{}")
        known = KNOWN.get(before)
        if part.startswith("{") and known and name in path_parameters:
            # Chance that repeats with the seed: it follows from what was generated.
            draw = zlib.crc32(repr(path_parameters[name]).encode("utf-8", "surrogatepass"))
            if draw % 2 == 0:
                path_parameters[name] = known[draw // 2 % len(known)]
    return path_parameters


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, value in (case.path_parameters or {}).items():
        if value in SPARED:
            case.path_parameters[name] = value + "0"
