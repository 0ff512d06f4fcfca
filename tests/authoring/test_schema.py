"""The schema says what the declarations say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studio.authoring import schema
from studio.format.keys import keys_of
from studio.format.step import kinds

ALL = schema.every()


def references(node: Any) -> list[str]:
    """Every "$ref" in a schema."""
    if isinstance(node, dict):
        inner = [one for value in node.values() for one in references(value)]
        return [*inner, node["$ref"]] if isinstance(node.get("$ref"), str) else inner
    return [one for value in node for one in references(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("name", ALL)
def test_every_reference_leads_somewhere(name: str):
    known = {f"#/definitions/{one}" for one in ALL[name]["definitions"]}
    found = references(ALL[name])
    assert set(found) == known


@pytest.mark.parametrize("name", ALL)
def test_a_schema_is_plain_json(name: str):
    assert json.loads(json.dumps(ALL[name])) == ALL[name]
    assert "oneOf" not in json.dumps(ALL[name])


def test_each_kind_is_told_by_its_type():
    rules = schema.step()["allOf"]
    assert [rule["if"]["properties"]["type"]["const"] for rule in rules] == list(kinds())
    for rule, cls in zip(rules, kinds().values(), strict=True):
        assert set(rule["then"]["properties"]) == {"type", *keys_of(cls)}
        assert rule["then"]["additionalProperties"] is False


def test_what_must_be_there_is_required():
    rules = {
        rule["if"]["properties"]["type"]["const"]: rule["then"] for rule in schema.step()["allOf"]
    }
    assert rules["pick"]["required"] == ["from", "else"]
    assert "required" not in rules["say"]
    assert ALL["exercise"]["required"][:2] == ["format", "id"]
