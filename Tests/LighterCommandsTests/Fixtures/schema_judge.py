"""Judges documents by their JSON Schemas, and the schemas by theirs.

The first line is {"schemas": [...]}; each further one {"schema": NAME, "part": "document" or "line", "value": ...}. Each is
answered by {"problems": [...]}. Of a valid document every value is spoiled, one after the other: where that goes unnoticed,
the schema says nothing of the value.
"""

import copy
import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match

# The venue's own fields, which its own documents describe.
FREE = {"wire", "data"}


def values(value, path=()):
    if isinstance(value, dict):
        for key, member in value.items():
            if key not in FREE:
                yield from values(member, path + (key,))
    elif isinstance(value, list):
        for place, element in enumerate(value[:2]):
            yield from values(element, path + (place,))
    else:
        yield path, value


def spoiled(document, path, replacement):
    document = copy.deepcopy(document)
    container = document
    for step in path[:-1]:
        container = container[step]
    container[path[-1]] = replacement
    return document


def judge(validator, document, is_input):
    error = best_match(validator.iter_errors(document))
    if error:
        return [f"{error.json_path}: {error.message}"[:400]]
    if is_input:
        return []
    return [
        f"{'.'.join(map(str, path))} is not described"
        for path, value in values(document)
        for replacement in ([[]], 17.5)
        if (replacement != 17.5 or isinstance(value, str)) and validator.is_valid(spoiled(document, path, replacement))
    ]


def judge_schemas(schemas):
    problems = []
    for schema in schemas:
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            problems.append(f"{schema.get('title')}: {error.message}")
    return problems


def main():
    schemas = json.loads(sys.stdin.readline())["schemas"]
    print(json.dumps({"problems": judge_schemas(schemas)}))
    validators = {}
    for schema in schemas:
        validators[schema["title"], "document"] = Draft202012Validator(schema)
        has_line = "line" in schema.get("$defs", {})
        line = {"$ref": "#/$defs/line", "$defs": schema["$defs"]} if has_line else schema
        validators[schema["title"], "line"] = Draft202012Validator(line)
    for text in sys.stdin:
        case = json.loads(text)
        validator = validators.get((case["schema"], case["part"]))
        problems = ["there is no such schema"]
        if validator:
            problems = judge(validator, case["value"], case["schema"].partition("/")[0].endswith("_input"))
        print(json.dumps({"problems": problems}))


main()
