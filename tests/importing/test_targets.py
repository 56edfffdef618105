"""What stands beside the cadastre: owners, zones with their plan, streets as a graph, buildings."""

import pytest
import shapely

from kharita.core.errors import DomainError
from kharita.importing.checksum import cadastre_checksum
from kharita.territory.models import (
    Building,
    District,
    Easement,
    Parcel,
    ParcelOwner,
    Street,
    StreetNode,
    Zone,
    ZoneRule,
    ZoningPlan,
)
from tests.importing.conftest import X, Y, frame, outcomes, plot, take_back

PLAN = {"name_fr": "PA de Berkane", "kind": "development_plan", "state": "in_force"}


@pytest.fixture
def parcels(write, bring):
    bring(write(frame([(f"{n}/40", plot(n)) for n in range(1, 4)])), apply=True)


def csv(folder, text):
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


OWNERS = """titre,nom,cin,quote_part
1/40,Owner A,X1,1/2
1/40,Owner B,X2,1/2
2/40,Owner C,X3,
9/40,Owner D,X4,1/1
3/40,Owner E,X5,3/2
3/40,Owner F,X6,a third
"""


def test_owners_join_their_parcels_and_leave_again(parcels, bring, tmp_path, commune):
    before = cadastre_checksum(commune)
    made = bring(csv(tmp_path, OWNERS), target="parcel_owners", apply=True)
    assert (made.counts["read"], made.counts["added"], made.counts["refused"]) == (6, 3, 3)
    reasons = dict(made.rows.filter(outcome="refused").values_list("row", "reason"))
    assert reasons == {4: "unknown-parcel", 5: "bad-share", 6: "bad-share"}
    shares = ParcelOwner.objects.filter(parcel__reference="1/40").order_by("name")
    assert [(o.name, o.share_numerator, o.share_denominator) for o in shares] == [
        ("Owner A", 1, 2),
        ("Owner B", 1, 2),
    ]
    assert ParcelOwner.objects.get(parcel__reference="2/40").share_denominator == 1
    take_back(made)
    assert cadastre_checksum(commune) == before


def test_owners_again_and_changed(parcels, bring, tmp_path):
    bring(csv(tmp_path, OWNERS), target="parcel_owners", apply=True)
    again = bring(csv(tmp_path, OWNERS), target="parcel_owners")
    assert (again.counts["unchanged"], again.counts["added"]) == (3, 0)
    other = bring(
        csv(tmp_path, "titre,nom,cin,quote_part\n2/40,Owner C,X3,3/4\n"), target="parcel_owners", apply=True
    )
    assert other.counts["changed"] == 1
    assert ParcelOwner.objects.get(name="Owner C").share_numerator == 3


def test_shares_never_exceed_the_whole(parcels, bring, tmp_path):
    text = "titre,nom,quote_part\n1/40,Owner A,2/3\n1/40,Owner B,2/3\n"
    made = bring(csv(tmp_path, text), target="parcel_owners")
    assert set(made.rows.values_list("reason", flat=True)) == {"shares-exceed-one"}


def zones(*codes):
    return frame([(code, f"z{n}", plot(n)) for n, code in enumerate(codes)], ("zone", "gid"))


def test_zones_come_with_their_plan_and_go_with_it(write, bring, commune):
    before = cadastre_checksum(commune)
    mapping = {"fields": {"code": "zone"}, "key": "gid", "crs": "EPSG:26191", "plan": PLAN}
    made = bring(write(zones("B1", "C2", "C2"), "z.gpkg"), target="zones", mapping=mapping)
    assert not ZoningPlan.objects.exists()
    take = bring(write(zones("B1", "C2", "C2"), "z2.gpkg"), target="zones", mapping=mapping, apply=True)
    assert made.counts["added"] == take.counts["added"] == 3
    assert Zone.objects.filter(plan__name_fr="PA de Berkane", code="C2").count() == 2
    mapping["options"] = {"retire_missing": True}
    changed = bring(write(zones("B1", "D"), "z3.gpkg"), target="zones", mapping=mapping, apply=True)
    assert outcomes(changed) == {"z1": "changed", "z2": "retired"}
    assert ZoningPlan.objects.count() == 1
    take_back(changed)
    assert Zone.objects.filter(code="C2").count() == 2
    take_back(take)
    assert cadastre_checksum(commune) == before


def test_the_rules_of_zones_come_from_a_table(bring, tmp_path):
    mapping = {"fields": {"code": "zone", "max_cos": "COS", "max_floors": "niveaux"}, "plan": PLAN}
    made = bring(
        csv(tmp_path, 'zone,COS,niveaux\nB1,"2,4",4\nD,0.4,1\n'),
        target="zone_rules",
        mapping=mapping,
        apply=True,
    )
    assert made.counts["added"] == 2
    rule = ZoneRule.objects.get(code="B1")
    assert (rule.max_cos, rule.max_floors, rule.plan.name_fr) == (2.4, 4, "PA de Berkane")


def test_zones_need_a_plan(write, bring):
    mapping = {"fields": {"code": "zone"}, "crs": "EPSG:26191"}
    with pytest.raises(DomainError) as refusal:
        bring(write(zones("B1")), target="zones", mapping=mapping)
    assert refusal.value.code == "missing-plan"


def test_streets_meet_at_nodes_within_the_snapping_distance(write, bring, commune):
    lines = [
        ("Rue A", shapely.LineString([(X, Y), (X + 100, Y)])),
        ("Rue B", shapely.LineString([(X + 100.2, Y + 0.1), (X + 100, Y + 80)])),
        ("Rue C", shapely.LineString([(X + 99.9, Y - 0.2), (X + 200, Y)])),
    ]
    before = cadastre_checksum(commune)
    made = bring(write(frame(lines, ("nom",))), target="streets", apply=True)
    assert made.counts["added"] == 3
    a, b, c = Street.objects.order_by("name_fr")
    assert a.target_id == b.source_id == c.source_id
    assert StreetNode.objects.count() == 4
    later = [("Rue D", shapely.LineString([(X + 100, Y + 80.3), (X, Y + 80)]))]
    bring(write(frame(later, ("nom",)), "later.gpkg"), target="streets", apply=True)
    assert Street.objects.get(name_fr="Rue D").source_id == b.target_id
    assert StreetNode.objects.count() == 5
    with_later = Street.objects.get(name_fr="Rue D")
    assert with_later.length_m == pytest.approx(100, abs=1)
    assert before != cadastre_checksum(commune)


def test_buildings_are_linked_when_they_come(parcels, write, bring):
    rows = [("b1", 3, plot(1, width=8, height=8, dx=2)), ("b2", 1, plot(40))]
    mapping = {"fields": {"floors": "etages"}, "key": "id", "crs": "EPSG:26191"}
    made = bring(write(frame(rows, ("id", "etages"))), target="buildings", mapping=mapping, apply=True)
    assert made.counts["added"] == 2
    assert Building.objects.get(source_key="b1").parcel == Parcel.objects.get(reference="1/40")
    assert Building.objects.get(source_key="b2").parcel is None


def test_records_without_a_key_are_found_again_by_their_ground(write, bring):
    mapping = {"fields": {"kind": {"value": "flood"}}, "crs": "EPSG:26191"}
    data = frame([("a", plot(1)), ("b", plot(5))], ("any",))
    bring(write(data), target="easements", mapping=mapping, apply=True)
    again = bring(write(data, "again.gpkg"), target="easements", mapping=mapping)
    assert again.counts["unchanged"] == 2
    assert Easement.objects.filter(kind="flood").count() == 2


def test_a_kind_that_the_mapping_does_not_translate_is_told(write, bring):
    data = frame([("Q1", "annexe", plot(1)), ("Q2", "quartier", plot(5))], ("code", "type"))
    mapping = {"fields": {"code": "code", "kind": {"column": "type", "values": {
        "annexe": "admin_annex", "quartier": "neighbourhood"}}}, "crs": "EPSG:26191"}  # fmt: skip
    bring(write(data), target="districts", mapping=mapping, apply=True)
    assert set(District.objects.values_list("code", "kind")) == {
        ("Q1", "admin_annex"),
        ("Q2", "neighbourhood"),
    }
    strange = {"fields": {"kind": "type"}, "crs": "EPSG:26191"}
    made = bring(write(data, "strange.gpkg"), target="land_cover", mapping=strange)
    assert set(made.rows.values_list("reason", flat=True)) == {"unknown-value"}
