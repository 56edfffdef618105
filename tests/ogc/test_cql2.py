"""CQL2 (OGC 21-065): every kind of condition as text and as JSON, what is refused and how it is told."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection
from django.utils import translation

from kharita.accounts.models import User
from kharita.core.errors import BadInput
from kharita.core.layers import Layer, layers
from kharita.maps import cql
from kharita.maps.cql.tree import DEPTH_MAX, LENGTH_MAX
from kharita.maps.door import open_layer
from kharita.maps.selection import Selection, where
from kharita.territory.models import Building, Commune, Parcel, Place, Street
from tests.factories import CENTRE, SRID, line, make_parcel, multi, point, square

X, Y = CENTRE


@pytest.fixture
def town(commune: Commune) -> Commune:
    """Three parcels in a row (20, 30 and 40 m wide), buildings, streets and places with odd names."""
    for number, (east, side, tenure, year) in enumerate(
        [(0, 20, "titled", 2020), (100, 30, "melk", 2022), (200, 40, "state", 2024)], 1
    ):
        make_parcel(
            commune,
            f"{number}/40",
            xy=(X + east, Y),
            side=side,
            tenure=tenure,
            address=["12, rue de l'Étoile", "Avenue 100% Zegzel", ""][number - 1],
            valid_from=datetime(year, 3, 1, 12, tzinfo=UTC),
        )
    for height, floors in ((3.0, 1), (12.5, 4), (None, 9)):
        Building.objects.create(
            commune=commune, geometry=multi(square(X + 5, Y + 5, 5)), height_m=height, floors=floors
        )
    for name_fr, one_way in (("Rue Un", True), ("Rue Deux", False)):
        Street.objects.create(
            commune=commune,
            name_fr=name_fr,
            geometry=line((X, Y), (X + 500, Y)),
            grade="residential",
            one_way=one_way,
        )
    for name_fr, name_ar in (("École Zegzel", "مَدْرَسَة"), ("ECOLE Moulouya", "مدرسة"), ("Café", "مقهى")):
        Place.objects.create(
            commune=commune, name_fr=name_fr, name_ar=name_ar, kind="school", geometry=point(X, Y)
        )
    return commune


@cache
def layer(name: str) -> Layer:
    """A layer as declared; the parcels with all their columns shown, times among them."""
    declared = layers.get(name)
    assert declared is not None
    if name != "parcels":
        return declared
    shown = ("reference", "area_m2", "tenure", "address", "valid_from", "valid_to")
    return replace(declared, fields=shown, staff_fields={}, datetime=None)


def found(text: Any, name: str = "parcels", column: str = "reference", **how: Any) -> list[Any]:
    """The rows that meet a condition (a dictionary is JSON), by one of their columns."""
    opened = open_layer(layer(name), None)
    written, lang = (text, "cql2-text") if isinstance(text, str) else (json.dumps(text), "cql2-json")
    condition, params = where(opened, Selection(condition=cql.parse(written, lang, opened, **how)))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT source."{column}" FROM {opened.source} WHERE {condition} ORDER BY source.id',
            [*opened.params, *params],
        )
        return [value for (value,) in cursor.fetchall()]


ALL = ["1/40", "2/40", "3/40"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 7.3 Comparisons
        ("reference = '2/40'", ["2/40"]),
        ("reference <> '2/40'", ["1/40", "3/40"]),
        ("area_m2 > 400", ["2/40", "3/40"]),
        ("area_m2 >= 400 AND area_m2 < 1.6e3", ["1/40", "2/40"]),
        ("400 = area_m2", ["1/40"]),
        ("area_m2 <= -1", []),
        ("id > 0", ALL),
        ("\"tenure\" = 'melk'", ["2/40"]),
        # 6.5 AND binds before OR, NOT before both
        ("tenure = 'melk' or tenure = 'state' AND area_m2 > 10000", ["2/40"]),
        ("(tenure = 'melk' OR tenure = 'state') AND area_m2 > 1000", ["3/40"]),
        ("NOT tenure = 'melk' AND NOT (area_m2 > 1000)", ["1/40"]),
        ("TRUE", ALL),
        ("false or reference = '1/40'", ["1/40"]),
        # 7.4 Advanced comparisons
        ("area_m2 BETWEEN 400 AND 900", ["1/40", "2/40"]),
        ("area_m2 NOT BETWEEN 400 AND 900", ["3/40"]),
        ("reference IN ('1/40', '3/40', 'x')", ["1/40", "3/40"]),
        ("reference NOT IN ('1/40')", ["2/40", "3/40"]),
        ("reference LIKE '%/40'", ALL),
        ("reference LIKE '_/40' AND reference NOT LIKE '1%'", ["2/40", "3/40"]),
        ("address LIKE '%100\\% %'", ["2/40"]),
        ("address = '12, rue de l''Étoile'", ["1/40"]),
        ("address = '12, rue de l\\'Étoile'", ["1/40"]),
        ("valid_to IS NULL", ALL),
        ("valid_to IS NOT NULL", []),
        # 7.5 and 7.6 Without case, without accents
        ("CASEI(address) LIKE CASEI('AVENUE%')", ["2/40"]),
        ("CASEI(tenure) IN (CASEI('Melk'), CASEI('STATE'))", ["2/40", "3/40"]),
        ("ACCENTI(address) = ACCENTI('12, rue de l''Etoile')", ["1/40"]),
        ("ACCENTI(CASEI(address)) = accenti(casei('12, RUE DE L''ETOILE'))", ["1/40"]),
        # 7.10 Arithmetic
        ("area_m2 * 2 = 800", ["1/40"]),
        ("area_m2 + 100 * 2 = 600", ["1/40"]),
        ("(area_m2 + 100) * 2 = 1000", ["1/40"]),
        ("area_m2 = 2 ^ 2 * 100", ["1/40"]),
        ("area_m2 % 400 = 100", ["2/40"]),
        ("area_m2 div 1000 = 1", ["3/40"]),
        ("area_m2 - -1 = 401", ["1/40"]),
        ("-area_m2 < -1000", ["3/40"]),
        ("area_m2 / 0 > 1", []),
        # 7.7 Moments, days, periods
        ("valid_from > TIMESTAMP('2022-01-01T00:00:00Z')", ["2/40", "3/40"]),
        ("valid_from = DATE('2022-03-01')", ["2/40"]),
        ("T_AFTER(valid_from, DATE('2020-03-01'))", ["2/40", "3/40"]),
        ("T_BEFORE(valid_from, TIMESTAMP('2022-03-01T12:00:00Z'))", ["1/40"]),
        ("T_BEFORE(valid_from, TIMESTAMP('2022-03-01T13:00:01+01:00'))", ["1/40", "2/40"]),
        ("T_DURING(valid_from, INTERVAL('2021-01-01', '2023-01-01'))", ["2/40"]),
        ("T_DURING(valid_from, INTERVAL('2021-01-01T00:00:00Z', '..'))", ["2/40", "3/40"]),
        ("T_INTERSECTS(valid_from, INTERVAL('..', '2022-03-01'))", ["1/40", "2/40"]),
        ("T_DISJOINT(valid_from, INTERVAL('..', '2022-03-01'))", ["3/40"]),
        ("T_EQUALS(valid_from, TIMESTAMP('2024-03-01T12:00:00Z'))", ["3/40"]),
        ("T_CONTAINS(INTERVAL(valid_from, valid_to), DATE('2023-01-01'))", ["1/40", "2/40"]),
        ("T_MEETS(INTERVAL('2020-01-01','2020-02-01'), INTERVAL('2020-02-01','2021-01-01'))", ALL),
        ("T_METBY(INTERVAL('2020-02-01','2021-01-01'), INTERVAL('2020-01-01','2020-02-01'))", ALL),
        ("T_OVERLAPS(INTERVAL('2020-01-01','2020-03-01'), INTERVAL('2020-02-01','2021-01-01'))", ALL),
        ("T_OVERLAPPEDBY(INTERVAL('2020-02-01','2021-01-01'), INTERVAL('2020-01-01','2020-03-01'))", ALL),
        ("T_STARTS(INTERVAL('2020-01-01','2020-03-01'), INTERVAL('2020-01-01','2021-01-01'))", ALL),
        ("T_STARTEDBY(INTERVAL('2020-01-01','2021-01-01'), INTERVAL('2020-01-01','2020-03-01'))", ALL),
        ("T_FINISHES(INTERVAL('2020-02-01','2021-01-01'), INTERVAL('2020-01-01','2021-01-01'))", ALL),
        ("T_FINISHEDBY(INTERVAL('2020-01-01','2021-01-01'), INTERVAL('2020-02-01','2021-01-01'))", ALL),
        # 7.9 Lists
        ("A_CONTAINS(('a', 'b'), ('b'))", ALL),
        ("A_CONTAINEDBY((tenure), ('melk', 'state'))", ["2/40", "3/40"]),
        ("A_OVERLAPS((tenure, reference), ('melk', '3/40'))", ["2/40", "3/40"]),
        ("A_EQUALS((1, 2, 2), (2, 1))", ALL),
    ],
)
def test_text(town: Commune, text: str, expected: list[str]) -> None:
    assert found(text) == expected


P = {"property": "area_m2"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"op": "=", "args": [{"property": "reference"}, "2/40"]}, ["2/40"]),
        ({"op": "and", "args": [{"op": ">", "args": [P, 400]}, {"op": "<", "args": [P, 1600.0]}]}, ["2/40"]),
        ({"op": "not", "args": [{"op": "between", "args": [P, 400, 900]}]}, ["3/40"]),
        ({"op": "in", "args": [{"property": "reference"}, ["1/40", "3/40"]]}, ["1/40", "3/40"]),
        ({"op": "like", "args": [{"property": "reference"}, "1%"]}, ["1/40"]),
        ({"op": "isNull", "args": [{"property": "valid_to"}]}, ALL),
        (
            {
                "op": "=",
                "args": [
                    {"op": "casei", "args": [{"property": "tenure"}]},
                    {"op": "casei", "args": ["MELK"]},
                ],
            },
            ["2/40"],
        ),
        ({"op": "=", "args": [{"op": "*", "args": [P, 2]}, 800]}, ["1/40"]),
        (
            {"op": "t_after", "args": [{"property": "valid_from"}, {"date": "2022-03-01"}]},
            ["3/40"],
        ),
        (
            {"op": "t_during", "args": [{"property": "valid_from"}, {"interval": ["2021-01-01", ".."]}]},
            ["2/40", "3/40"],
        ),
        (
            {"op": ">=", "args": [{"property": "valid_from"}, {"timestamp": "2024-03-01T12:00:00Z"}]},
            ["3/40"],
        ),
        ({"op": "a_containedBy", "args": [[{"property": "tenure"}], ["melk", "state"]]}, ["2/40", "3/40"]),
    ],
)
def test_json(town: Commune, document: dict[str, Any], expected: list[str]) -> None:
    assert found(document) == expected


@pytest.mark.parametrize(
    ("text", "name", "column", "expected"),
    [
        ("one_way", "streets", "name_fr", ["Rue Un"]),
        ("NOT one_way", "streets", "name_fr", ["Rue Deux"]),
        ("one_way = FALSE", "streets", "name_fr", ["Rue Deux"]),
        ("height_m > 1", "buildings", "floors", [1, 4]),
        ("NOT (height_m > 5)", "buildings", "floors", [1]),  # what is unknown meets neither
        ("height_m IS NULL", "buildings", "floors", [9]),
        ("floors * 99999999999999 > 1e14", "buildings", "floors", [4, 9]),
        ("casei(accenti(name_fr)) LIKE 'ecole%'", "places", "name_fr", ["École Zegzel", "ECOLE Moulouya"]),
        ("accenti(name_ar) = accenti('مدرسة')", "places", "name_fr", ["École Zegzel", "ECOLE Moulouya"]),
    ],
)
def test_other_kinds_of_columns(
    town: Commune, text: str, name: str, column: str, expected: list[Any]
) -> None:
    assert found(text, name, column) == expected


def in_degrees(shape: GEOSGeometry, srid: int = 4326) -> GEOSGeometry:
    moved: GEOSGeometry = shape.transform(srid, clone=True)
    return moved


def test_geometries_in_degrees_as_wkt_geojson_and_boxes(town: Commune) -> None:
    around = in_degrees(square(X - 5, Y - 5, 50))
    box = ",".join(map(str, around.extent))
    assert found(f"S_INTERSECTS(geometry, {around.wkt})") == ["1/40"]
    assert found(f"S_INTERSECTS(geometry, BBOX({box}))") == ["1/40"]
    assert found(f"S_WITHIN(geometry, {around.wkt})") == ["1/40"]
    assert found(f"S_DISJOINT(geometry, {around.wkt})") == ["2/40", "3/40"]
    assert found(f"S_CONTAINS({around.wkt}, geometry)") == ["1/40"]
    inside = in_degrees(point(X + 10, Y + 10))
    assert found(f"S_CONTAINS(geometry, {inside.wkt})") == ["1/40"]
    crossing = in_degrees(line((X - 5, Y + 5), (X + 115, Y + 5)))
    assert found(f"s_crosses({crossing.wkt}, geometry)") == ["1/40", "2/40"]
    document = {"op": "s_intersects", "args": [{"property": "geometry"}, json.loads(around.geojson)]}
    assert found(document) == ["1/40"]
    document["args"] = [{"property": "geometry"}, {"bbox": list(around.extent)}]
    assert found(document) == ["1/40"]


def test_geometries_in_other_systems_and_orders_of_axes(town: Commune) -> None:
    """Part 3, /req/features-filter/filter-crs-param: coordinates are in that CRS and its order of axes."""
    first = Parcel.objects.get(reference="1/40").geometry
    assert found(f"S_EQUALS(geometry, {first.wkt})", srid=SRID) == ["1/40"]
    assert found(f"S_TOUCHES(geometry, LINESTRING({X - 5} {Y}, {X + 5} {Y}))", srid=SRID) == ["1/40"]
    utm = in_degrees(square(X - 5, Y - 5, 50), 32630)
    assert found(f"S_INTERSECTS(geometry, {utm.wkt})", srid=32630) == ["1/40"]
    mercator = in_degrees(square(X - 5, Y - 5, 50), 3857)
    assert found(f"S_INTERSECTS(geometry, {mercator.wkt})", srid=3857) == ["1/40"]
    place = in_degrees(point(X + 10, Y + 10))
    turned = f"POINT({place.y} {place.x})"
    assert found(f"S_INTERSECTS(geometry, {turned})", northing_first=True) == ["1/40"]
    assert found(f"S_INTERSECTS(geometry, {turned})") == []


def test_shapes_of_the_whole_world(town: Commune) -> None:
    assert found("S_INTERSECTS(geometry, BBOX(-180, -90, 180, 90))") == ALL
    assert found("S_WITHIN(geometry, POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90)))") == ALL
    assert found("S_INTERSECTS(geometry, BBOX(170, -90, -170, 90))") == []
    assert found("S_DISJOINT(geometry, POINT(170 0))") == ALL
    assert (
        found("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(0 0), POLYGON((-180 0, 0 0, 0 89, -180 0))))")
        == ALL
    )


def test_the_database_finds_geometries_by_their_index(town: Commune) -> None:
    opened = open_layer(layer("parcels"), None)
    condition = cql.parse("S_INTERSECTS(geometry, BBOX(-2.4, 34.9, -2.39, 34.91))", "cql2-text", opened)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN SELECT id FROM territory_parcel AS source WHERE {condition.sql}", condition.params
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "territory_parcel_geometry" in plan, plan


@pytest.mark.parametrize(
    ("text", "position", "told"),
    [
        ("", "1", "ends too early"),
        ("reference =", "12", "ends too early"),
        ("reference = 'x", "13", "cannot be read here"),
        ("reference == 'x'", "12", "cannot be read here"),
        ("a; DROP TABLE territory_parcel", "2", "cannot be read here"),
        ("reference = 1", "13", "a number cannot be compared with a text"),
        ("area_m2 = '400'", "11", "a text cannot be compared with a number"),
        ("area_m2 LIKE '4%'", "1", "a text is expected here, and this is a number"),
        ("reference + 1 = 2", "1", "a number is expected here, and this is a text"),
        ("reference", "1", "a yes or no is expected here, and this is a text"),
        ("valid_from = '2024-01-01'", "14", "a text cannot be compared with a moment"),
        ("geometry = 'x'", "12", "cannot be compared with a geometry"),
        ("S_INTERSECTS(geometry, 'x')", "24", "a geometry is expected here"),
        ("S_INTERSECTS(geometry)", "1", "does not take 1 operands"),
        ("S_BUFFER(geometry, 3)", "1", "no function called “S_BUFFER”"),
        ("pg_sleep(10)", "1", "no function called “pg_sleep”"),
        ("owner = 'x'", "1", "no property called “owner”"),
        ("commune = 1", "1", "no property called “commune”"),
        ("web_geometry IS NULL", "1", "no property called"),
        ('"reference"") OR (1=1" = 1', "1", "no property called"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))", "24", "not valid"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1)))", "24", "cannot be read"),
        ("S_INTERSECTS(geometry, BBOX(1, 2, 3))", "24", "four numbers"),
        ("S_INTERSECTS(geometry, BBOX(1, 5, 3, 2))", "24", "four numbers"),
        ("T_AFTER(valid_from, DATE('2024-13-01'))", "21", "no day"),
        ("T_AFTER(valid_from, TIMESTAMP('2024-01-01'))", "21", "no moment"),
        ("T_AFTER(valid_from, TIMESTAMP('2024-01-01T00:00:00'))", "21", "no moment"),
        ("T_AFTER(area_m2, DATE('2024-01-01'))", "9", "a moment is expected here"),
        ("valid_from = INTERVAL('..', '..')", "14", "functions of time"),
        ("reference IN ()", "11", "list of values"),
        ("reference LIKE 'x\\'", "16", "single"),
        ("area_m2 > 1e999", "11", "beyond what numbers hold"),
        ("reference = 'a\x00b'", "13", "character that is none"),
        ("1 < 2 < 3", "7", "cannot be read here"),
        ("AND", "1", "cannot be read here"),
        ("reference NOT = '1'", "15", "cannot be read here"),
    ],
)
def test_faults_name_the_place(town: Commune, text: str, position: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        found(text)
    assert told in str(refused.value.detail)
    assert (refused.value.extra["field"], refused.value.extra["position"]) == ("filter", position)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"op": "drop", "args": []}, "no function"),
        ({"op": "=", "args": [P]}, "does not take 1 operands"),
        ({"op": "=", "args": "x"}, "a list"),
        ({"op": "=", "args": [P, None]}, "isNull"),
        ({"op": "=", "args": [P, {}]}, "none that CQL2 knows"),
        ({"op": 3, "args": []}, "text is expected"),
        ({"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Blob"}]}, "cannot be read"),
        (
            {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [1, 2, "x", 4]}]},
            "four numbers",
        ),
        ({"op": "=", "args": [{"property": "reference"}, "\ud800"]}, "character"),
        ({"op": "=", "args": [P, 10**400]}, "beyond"),
        ([], "list"),
        ("reference = 1", "expected"),
    ],
)
def test_faults_of_json(town: Commune, document: Any, told: str) -> None:
    opened = open_layer(layer("parcels"), None)
    with pytest.raises(BadInput, match=told):
        cql.parse(json.dumps(document), "cql2-json", opened)


@pytest.mark.parametrize(
    "bomb",
    [
        "(" * 15_000 + "1 = 1" + ")" * 15_000,
        "NOT " * 7_000 + "TRUE",
        "1" + "+1" * 10_000 + " = 1",
        "-" * 20_000 + "1 = 1",
        "reference IN (" + ",".join(["'x'"] * 7_000) + ")",
        "A_CONTAINS(" * 2_500 + ")" * 2_500,
        "casei(" * 5_000 + "'x'" + ")" * 5_000 + " = 'x'",
        "S_INTERSECTS(geometry, " + "GEOMETRYCOLLECTION(" * 1_500 + ")" * 1_501,
        "TRUE" + " AND TRUE" * 3_500,
        "x" * (LENGTH_MAX + 1),
        "'" * 31_999,
    ],
    ids=lambda bomb: bomb[:12],
)
def test_bombs_are_refused_at_once(town: Commune, bomb: str) -> None:
    with pytest.raises(BadInput):
        found(bomb)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 30_000,
        '{"op":"not","args":[' * 1_400 + "true" + "]}" * 1_400,
        '{"op":"in","args":[1,[' + ",".join(["1"] * 8_000) + "]]}",
        "9" * 20_000,
        "nothing",
    ],
    ids=lambda bomb: bomb[:12],
)
def test_bombs_of_json_are_refused_at_once(town: Commune, bomb: str) -> None:
    with pytest.raises(BadInput):
        cql.parse(bomb, "cql2-json", open_layer(layer("parcels"), None))


def test_what_is_nested_as_deep_as_allowed_runs(town: Commune) -> None:
    deep = DEPTH_MAX - 2
    assert found("(" * deep + "reference = '1/40'" + ")" * deep) == ["1/40"]
    assert found("reference = '1/40'" + " OR reference = '2/40'" * 300) == ["1/40", "2/40"]


def test_a_column_that_is_hidden_is_as_unknown_as_one_that_never_was(town: Commune, officer: User) -> None:
    declared = layers.get("parcels")
    assert declared is not None
    refusals = []
    for name in ("tenure", "valid_from", "nonsense"):
        with pytest.raises(BadInput) as refused:
            cql.parse(f"{name} IS NULL", "cql2-text", open_layer(declared, None))
        refusals.append(str(refused.value.detail).replace(name, "…"))
    assert len(set(refusals)) == 1
    assert cql.parse("tenure IS NULL", "cql2-text", open_layer(declared, officer)).sql


def test_values_never_become_sql(town: Commune) -> None:
    evil = "x'' OR 1=1; --"
    opened = open_layer(layer("parcels"), None)
    condition = cql.parse(f"reference = '{evil}'", "cql2-text", opened)
    assert re.fullmatch(r'\(source\."reference" = %s::text\)', condition.sql)
    assert condition.params == ("x' OR 1=1; --",)
    assert found(f"reference = '{evil}'") == []


def test_faults_are_told_in_the_reader_s_language(town: Commune) -> None:
    told = set()
    for language in ("ar", "fr", "en"):
        with translation.override(language), pytest.raises(BadInput) as refused:
            found("owner = 1")
        told.add(str(refused.value.detail))
    assert len(told) == 3
