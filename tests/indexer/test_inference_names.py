"""The names of bodies and councils in a text."""

from __future__ import annotations

import pytest

from indexer.inference.names import body_name, council_in


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("the Cabinet", "Cabinet"),
        ("COUNTY COUNCIL", "County Council"),
        ("All Members of the County Council", "County Council"),
        ("SCRUTINY CO-ORDINATION COMMITTEE", "Scrutiny Co-ordination Committee"),
        ("Budget County Council", "County Council"),
        ("Exampleton City and County Council", "City and County Council"),
        ("Exampleton Borough Council Joint Policing Committee", "Joint Policing Committee"),
        ("Audit Committee of Exampleton Borough Council", "Audit Committee"),
        ("Monthly Meeting of the Municipal District of Exampleton West",
         "Municipal District of Exampleton West"),
        ("Cabinet (Resources) Panel", "Cabinet (Resources) Panel"),
        ("Mayor and Cabinet", "Mayor and Cabinet"),
        ("Cabinet Member for Education", None),
        ("the Leader of the Council", None),
        ("Leaders of all two-tier councils", None),
        ("the Committee", None),
        ("Council Chamber", None),
        ("Chief Executive", None),
        ("Council Tax", None),
        ("to Cabinet", None),
    ],
)  # fmt: skip
def test_names_of_bodies(phrase: str, body: str | None) -> None:
    assert body_name(phrase) == body


@pytest.mark.parametrize(
    ("lines", "council"),
    [
        (["EXAMPLETON COUNTY COUNCIL – PROPOSED RECORD OF DECISION"], "Exampleton County Council"),
        (["The Leader of Exampleton County Council said"], "Exampleton County Council"),
        (["Merton Council"], "Merton Council"),
        (["with Merton Council and others"], None),
        (["City of York Council"], "City of York Council"),
        (["Isle of Wight Council"], "Isle of Wight Council"),
        (["Vale of White Horse District Council"], "Vale of White Horse District Council"),
        (["Bath and North East Somerset Council"], "Bath and North East Somerset Council"),
        (["London Borough of Barking and Dagenham"], "London Borough of Barking and Dagenham"),
        (["the County Council", "Extraordinary County Council"], None),
        (["Arts Council England", "Council Tax"], None),
        (["Stoke City Council and Crewe Town Council"], None),
    ],
)
def test_names_of_councils(lines: list[str], council: str | None) -> None:
    assert council_in(lines, head=12) == council
