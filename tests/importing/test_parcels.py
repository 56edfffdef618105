"""A cadastre brought by files: what each row becomes, and that undoing leaves no trace."""

import pytest
import shapely

from kharita.importing.checksum import cadastre_checksum
from kharita.importing.faults import CannotUndo
from kharita.territory.linking import relink
from kharita.territory.models import Building, Parcel, ParcelLineage, ParcelOwner
from tests.factories import multi, square
from tests.importing.conftest import X, Y, carry_out, frame, outcomes, plot, take_back

BASE = [(f"{n}/40", plot(n)) for n in range(1, 9)]
BOW_TIE = shapely.Polygon([(X, Y + 100), (X + 20, Y + 120), (X + 20, Y + 100), (X, Y + 120)])


@pytest.fixture
def cadastre(write, bring):
    """Eight plots in a row, 1/40 to 8/40."""
    return bring(write(frame(BASE), "base.gpkg"), apply=True)


def test_a_first_import_adds_every_row(cadastre, commune):
    assert cadastre.state == "applied"
    assert (cadastre.counts["read"], cadastre.counts["added"]) == (8, 8)
    parcel = Parcel.objects.get(reference="3/40")
    assert (parcel.slug, parcel.tenure, parcel.area_m2) == ("3-40", "titled", 400)
    commune.refresh_from_db()
    assert commune.cadastre_revision == 1


def test_the_same_file_again_is_no_change(cadastre, write, bring, commune):
    before = cadastre_checksum(commune)
    again = bring(write(frame(BASE), "again.geojson"), apply=True)
    assert (again.counts["read"], again.counts["unchanged"]) == (8, 8)
    assert not again.rows.exists()
    assert cadastre_checksum(commune) == before


def changed_rows():
    rows = dict(BASE)
    rows["1/40"] = plot(1, width=8)  # divided: the rest keeps the title
    rows["101/40"] = plot(1, width=12, dx=8)
    del rows["2/40"], rows["3/40"]
    rows["102/40"] = plot(2, width=40)  # merged
    rows["4/40"] = plot(4, dx=1.5)  # moved
    del rows["5/40"]  # retired
    return [*rows.items(), ("6/40", plot(6, 3)), ("103/40", BOW_TIE)]  # 6/40 twice; a bow tie


def test_each_kind_of_change_is_told_apart(cadastre, write, bring):
    made = bring(write(frame(changed_rows())), mapping={
        ""
        "fields": {"reference": "reference"}, "crs": "EPSG:26191",
        "options": {"retire_missing": True}})  # fmt: skip
    assert outcomes(made) == {
        "1/40": "split",
        "101/40": "split",
        "102/40": "merged",
        "4/40": "moved",
        "5/40": "retired",
        "6/40": "refused",
        "103/40": "added",
    }
    counts = made.counts
    assert counts["read"] == 9
    assert counts["read"] == sum(
        counts[name] for name in ("unchanged", "added", "changed", "moved", "split", "merged", "refused")
    )
    assert (counts["repaired"], counts["refused"], counts["unchanged"]) == (1, 2, 2)
    assert sorted(made.rows.get(outcome="merged").parents) == ["2/40", "3/40"]
    assert made.rows.get(reference="103/40").detail["fault"] == "self-intersection"


def test_what_is_applied_keeps_its_lineage_and_undoes_to_the_byte(cadastre, write, bring, commune):
    ParcelOwner.objects.create(parcel=Parcel.objects.get(reference="1/40"), name="Owner of one")
    Building.objects.create(commune=commune, geometry=square(X + 82, Y + 5, 3))
    relink(commune_id=commune.pk)
    before = cadastre_checksum(commune)
    made = carry_out(bring(write(frame(changed_rows()), "changed.gpkg")))
    lineage = ParcelLineage.objects.values_list("parent__reference", "child__reference", "kind")
    assert set(lineage) == {
        ("1/40", "1/40", "split"),
        ("1/40", "101/40", "split"),
        ("2/40", "102/40", "merge"),
        ("3/40", "102/40", "merge"),
        ("4/40", "4/40", "boundary"),
    }
    part = Parcel.objects.current().get(reference="101/40")
    assert [owner.name for owner in part.owners.all()] == ["Owner of one"]
    old = Parcel.objects.get(reference="5/40")
    assert (old.valid_to, old.retired_by_import) == (made.applied_at, made.pk)
    assert cadastre_checksum(commune) != before
    take_back(made)
    assert cadastre_checksum(commune) == before


def test_attributes_change_in_place(cadastre, write, bring, commune):
    before = cadastre_checksum(commune)
    rows = [(reference, "Rue Zegzel", shape) for reference, shape in BASE]
    made = bring(write(frame(rows, ("reference", "adresse")), "address.gpkg"), apply=True)
    assert made.counts["changed"] == 8
    assert made.rows.get(reference="1/40").differences == {"address": ["", "Rue Zegzel"]}
    assert Parcel.objects.count() == 8
    assert Parcel.objects.get(reference="1/40").address == "Rue Zegzel"
    take_back(made)
    assert cadastre_checksum(commune) == before


def test_a_requisition_that_becomes_a_title_is_the_same_parcel(write, bring):
    first = bring(write(frame([("R 77/40", plot(0))])), apply=True)
    made = bring(write(frame([("9001/40", plot(0))]), "title.gpkg"), apply=True)
    assert first.counts["added"] == made.counts["changed"] == 1
    parcel = Parcel.objects.get()
    assert (parcel.reference, parcel.slug) == ("9001/40", "9001-40")
    assert made.rows.get().differences["reference"] == ["R 77/40", "9001/40"]


def test_a_shift_within_the_tolerance_is_no_change(cadastre, write, bring):
    rows = [(reference, shapely.affinity.translate(shape, 0.02)) for reference, shape in BASE]
    assert bring(write(frame(rows), "shift.gpkg")).counts["unchanged"] == 8


def test_an_import_that_others_build_on_is_not_undone(cadastre, write, bring):
    later = bring(write(frame(changed_rows()), "changed.gpkg"), apply=True)
    with pytest.raises(CannotUndo) as refusal:
        take_back(cadastre)
    assert later.number in str(refusal.value.detail)
    cadastre.refresh_from_db()
    assert cadastre.state == "applied"
    take_back(later)
    take_back(cadastre)
    assert not Parcel.objects.exists()


def test_a_hand_made_change_since_is_named_too(cadastre):
    Parcel.objects.filter(reference="1/40").update(address="written by hand")
    with pytest.raises(CannotUndo) as refusal:
        take_back(cadastre)
    assert "1 of its records" in str(refusal.value.detail)


def test_a_cadastre_that_moved_on_is_checked_again_before_applying(cadastre, write, bring):
    waiting = bring(write(frame([("1/40", plot(1)), ("200/40", plot(0, 5))]), "waiting.gpkg"))
    bring(write(frame([("200/40", plot(0, 5))]), "faster.gpkg"), apply=True)
    carry_out(waiting)
    assert waiting.state == "checked"
    assert waiting.error["code"] == "cadastre-changed"
    assert (waiting.counts["added"], waiting.counts["unchanged"]) == (0, 2)


def test_buildings_stand_on_the_parcels_that_come(write, bring, commune):
    building = Building.objects.create(commune=commune, geometry=square(X + 22, Y + 2, 5))
    bring(write(frame(BASE)), apply=True)
    building.refresh_from_db()
    assert (building.parcel.reference, building.parcel_relation) == ("1/40", "within")


def test_another_commune_is_left_alone(cadastre, neighbour, write, bring):
    Parcel.objects.create(commune=neighbour, reference="1/40", slug="1-40", valid_from=cadastre.applied_at,
                          geometry=multi(square(X + 4000, Y, 20)))  # fmt: skip
    made = bring(write(frame(BASE[1:]), "fewer.gpkg"), apply=True)
    assert made.counts["retired"] == 0 or Parcel.objects.current().filter(commune=neighbour).exists()
    assert Parcel.objects.current().get(commune=neighbour).reference == "1/40"
