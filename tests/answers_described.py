"""Holds every answer of the API that a test receives against the schema: `docs/openapi.yaml`."""

import gzip
import re
from functools import cache

import orjson
import yaml
from django.conf import settings
from jsonschema import Draft202012Validator

SPECIFIED = "/api/v1/"
MOST_ERRORS = 3


def plain_content(answer):
    """The bytes of an answer as they were before they were compressed."""
    if answer.headers.get("Content-Encoding") == "gzip":
        return gzip.decompress(answer.content)
    return answer.content


def described_otherwise(method, path, answer):
    """What an answer says that the schema does not: one sentence, "" where they agree or where
    nothing is said in JSON.
    """
    is_json = "json" in answer.headers.get("Content-Type", "") and not answer.streaming
    if not is_json or not path.startswith(SPECIFIED):
        return ""
    validator = validator_of(method.lower(), template_of(path), answer.status_code)
    if validator is None:
        return f"{method} {path} {answer.status_code}: no such answer in the schema"
    errors = list(validator.iter_errors(orjson.loads(plain_content(answer))))
    if not errors:
        return ""
    told = [f"{error.json_path}: {error.message[:160]}" for error in errors[:MOST_ERRORS]]
    return f"{method} {path} {answer.status_code}: {'; '.join(told)}"


def members_not_named(method, path, status, told):
    """[where an answer tells a member that its schema does not name]: the names of members may
    stand in for a whole shape, so a schema holds for an answer of which it says nothing.
    """
    operation = document()["paths"][template_of(path)][method.lower()]
    content = operation["responses"][str(status)]["content"]["application/json"]
    return sorted(set(_not_named(content["schema"], told, "")))


def _not_named(described, told, where):
    if "$ref" in described:
        name = described["$ref"].rpartition("/")[2]
        return _not_named(document()["components"]["schemas"][name], told, where)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in described:
            return min((_not_named(one, told, where) for one in described[several]), key=len)
    if isinstance(told, list):
        return _not_named_in_list(described.get("items", {}), told, f"{where}[]")
    if isinstance(told, dict):
        return _not_named_in_object(described, told, where)
    return []


def _not_named_in_list(described, told, where):
    found = []
    for one in told:
        found += _not_named(described, one, where)
    return found


def _not_named_in_object(described, told, where):
    found = []
    for name, value in told.items():
        member = described.get("properties", {}).get(name) or _of_any_name(described)
        if member is None:
            found.append(f"{where}.{name}")
        else:
            found += _not_named(member, value, f"{where}.{name}")
    return found


def _of_any_name(described):
    """The shape of the members of an object whose names are not said beforehand."""
    member = described.get("additionalProperties")
    return member if isinstance(member, dict) else None


@cache
def document():
    return yaml.load(
        (settings.BASE_DIR / "docs" / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader
    )


@cache
def templates():
    """[(what a path looks like, the address)], the most literal first."""
    found = []
    for address in sorted(document()["paths"], key=lambda one: one.count("{")):
        found.append((re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(address))), address))
    return found


@cache
def template_of(path):
    for looks, address in templates():
        if looks.fullmatch(path):
            return address
    return None


@cache
def validator_of(method, address, status):
    """The validator of an answer: of a status that is not named, of the document of a problem."""
    operations = document()["paths"].get(address, {})
    if status >= 400:
        named = {"$ref": "#/components/schemas/Problem"}
        return Draft202012Validator({**named, "components": components()})
    answers = operations.get("get" if method == "head" else method, {}).get("responses", {})
    content = answers.get(str(status), {}).get("content", {}).get("application/json")
    if content is None:
        return None
    return Draft202012Validator({**as_json_schema(content["schema"]), "components": components()})


@cache
def components():
    return as_json_schema(document()["components"])


def as_json_schema(described):
    """The same without `nullable`, which JSON Schema does not know."""
    if isinstance(described, list):
        return [as_json_schema(one) for one in described]
    if not isinstance(described, dict):
        return described
    plain = {key: as_json_schema(value) for key, value in described.items() if key != "nullable"}
    if described.get("nullable") is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain
