"""Streets become a graph that can be routed, and stay the records that their files know."""

import pytest
import shapely
from django.db import connection

from kharita.importing.checksum import cadastre_checksum
from kharita.importing.reports import as_html
from kharita.territory.models import Street, StreetNode
from tests.importing.conftest import X, Y, frame, outcomes, take_back

MAPPING = {"fields": {"name_fr": "nom"}, "key": "id", "crs": "EPSG:26191"}


def line(*places):
    return shapely.LineString([(X + x, Y + y) for x, y in places])


def rows(*streets):
    return frame([(key, f"Rue {key}", shape) for key, shape in streets], ("id", "nom"))


AVENUE = ("A", line((0, 0), (100, 0)))
SIDE = ("B", line((60, 0.3), (60, 80)))  # ends 30 cm beside the avenue


@pytest.fixture
def streets(write, bring):
    def brought(*given, name="streets.gpkg", **options):
        return bring(write(rows(*given), name), target="streets", mapping={**MAPPING, **options}, apply=True)

    return brought


def nodes_at(x, y, within=1.0):
    place = f"SRID=26191;POINT({X + x} {Y + y})"
    return [n.pk for n in StreetNode.objects.filter(geometry__dwithin=(place, within))]


def route(start, end):
    """The lengths of the edges on the shortest way between two places (none: no way)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cost FROM pgr_dijkstra('SELECT id, source_id AS source, target_id AS target, "
            "length_m AS cost, length_m AS reverse_cost FROM territory_street', %s::bigint, %s::bigint) "
            "WHERE edge > 0 ORDER BY seq",
            [nodes_at(*start)[0], nodes_at(*end)[0]],
        )
        return [pytest.approx(cost, abs=0.01) for (cost,) in cursor.fetchall()]


@pytest.fixture
def routing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pgrouting'")
        if not cursor.fetchone()[0]:
            pytest.skip("pgRouting is not installed here")
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pgrouting")


def test_a_way_leads_across_a_street_that_ends_on_another(streets, routing):
    made = streets(AVENUE, SIDE)
    assert (made.counts["added"], made.counts["cut"]) == (2, 1)
    assert route((0, 0), (60, 80)) == [60.0, 79.7]
    assert route((100, 0), (60, 80)) == [40.0, 79.7]
    assert "Streets cut" in "".join(as_html(made))


def test_the_pieces_keep_what_the_street_was(streets):
    streets(AVENUE, SIDE)
    pieces = Street.objects.filter(source_key="A").order_by("id")
    assert [(p.name_fr, round(p.length_m)) for p in pieces] == [("Rue A", 60), ("Rue A", 40)]
    side = Street.objects.get(source_key="B")
    assert pieces[0].target_id == pieces[1].source_id == side.source_id
    assert StreetNode.objects.count() == 4


def test_lines_that_only_cross_may_be_a_bridge(streets, routing):
    over = ("O", line((50, -40), (50, 40)))
    made = streets(AVENUE, over)
    assert made.counts["cut"] == 0
    assert Street.objects.count() == 2
    assert route((0, 0), (50, 40)) == []


def test_lines_that_cross_at_a_common_vertex_meet(streets, routing):
    avenue = ("A", line((0, 0), (50, 0), (100, 0)))
    over = ("O", line((50, -40), (50, 0), (50, 40)))
    assert streets(avenue, over).counts["cut"] == 2
    assert route((0, 0), (50, 40)) == [50.0, 40.0]


def test_a_later_street_cuts_the_present_ones_and_leaves_no_trace_when_it_goes(streets, routing, commune):
    streets(AVENUE, SIDE)
    before = cadastre_checksum(commune)
    made = streets(("C", line((30, -50), (30, -0.2))), name="later.gpkg")
    assert (made.counts["added"], made.counts["cut"]) == (1, 1)
    assert route((30, -50), (60, 80)) == [49.8, 30.0, 79.7]
    lengths = Street.objects.filter(source_key="A").order_by("id").values_list("length_m", flat=True)
    assert [round(length) for length in lengths] == [30, 30, 40]
    take_back(made)
    assert cadastre_checksum(commune) == before


def test_a_present_end_cuts_a_later_street(streets, routing):
    streets(SIDE)
    assert streets(AVENUE, name="later.gpkg").counts["cut"] == 1
    assert route((0, 0), (60, 80)) == [60.0, 79.7]


def test_the_same_file_again_is_no_change_though_streets_were_cut(streets, commune):
    streets(AVENUE, SIDE)
    before = cadastre_checksum(commune).split()
    again = streets(AVENUE, SIDE, name="again.gpkg")
    assert (again.counts["unchanged"], again.counts["cut"]) == (2, 0)
    assert outcomes(again) == {}
    assert Street.objects.count() == 3
    assert before == cadastre_checksum(commune).split()


def test_a_cut_street_that_is_renamed_moved_and_retired_is_one_record(streets, routing, commune):
    streets(AVENUE, SIDE)
    before = cadastre_checksum(commune)
    renamed = streets(("A", AVENUE[1]), SIDE, name="renamed.gpkg", fields={"name_fr": {"value": "Avenue"}})
    assert outcomes(renamed) == {"A": "changed", "B": "changed"}
    assert [s.name_fr for s in Street.objects.filter(source_key="A")] == ["Avenue", "Avenue"]
    assert route((0, 0), (60, 80)) == [60.0, 79.7]
    take_back(renamed)
    assert cadastre_checksum(commune) == before
    moved = streets(("A", line((0, 5), (100, 5))), SIDE, name="moved.gpkg")
    assert outcomes(moved) == {"A": "moved"}
    assert Street.objects.filter(source_key="A").count() == 1
    take_back(moved)
    assert cadastre_checksum(commune) == before
    gone = streets(SIDE, name="gone.gpkg", options={"retire_missing": True})
    assert outcomes(gone) == {"A": "retired"}
    assert not Street.objects.filter(source_key="A").exists()
    take_back(gone)
    assert cadastre_checksum(commune) == before
