"""Past permits: put on the parcels that they name or lie in, told where not, compared, undone."""

from typing import Any

import pytest
import shapely
from django.db.models import F

from kharita.core.models import WorkflowEvent
from kharita.permits.models import Permit, PermitParcel
from kharita.permits.past.references import cited_references
from kharita.permits.services.law import load_law
from kharita.territory.models import Parcel
from tests.importing.conftest import X, Y, carry_out, frame, outcomes, plot, take_back

MAPPING = {
    "fields": {
        "number": "dossier",
        "kind": {"column": "type", "values": {"PC": "BUILD_SMALL", "PD": "DEMOLISH"}},
        "state": {"column": "etat", "values": {"accordé": "issued", "rejeté": "refused"}},
        "submitted_on": "depot",
        "decided_on": "decision",
        "parcels": "titres",
        "floors": "etages",
    }
}
TABLE = """dossier;type;etat;depot;decision;titres;etages
1/98;PC;accordé;03/02/1998;20/02/1998;TF 1/40 et 2/40;2
2/98;PC;rejeté;1998-03-01;1998-03-20;٣/٤٠;1
3/98;PC;accordé;05/05/1998;;99/40;
4/98;PC;accordé;05/05/1998;;1/40, 98/40;
5/98;XX;accordé;05/05/1998;;1/40;
6/98;PD;accordé;31/02/1998;;1/40;
"""


@pytest.fixture
def cadastre(write: Any, bring: Any) -> None:
    load_law()
    bring(write(frame([(f"{n}/40", plot(n)) for n in range(1, 5)])), apply=True)


def table(folder: Any, text: str) -> Any:
    path = folder / "permits.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("TF 12345/40 ; 12346/40", ["12345/40", "12346/40"]),
        ("12345/40 12346/40", ["12345/40", "12346/40"]),
        ("T 12345 / 40 et R 9/40", ["12345/40", "R 9/40"]),
        ("١٢٣٤٥/٤٠ و 12345/40", ["12345/40"]),
        ("34-16, 34-111", ["34-16", "34-111"]),
        ("1/40 - 2/40", ["1/40", "2/40"]),
        ("Numerous (~39)", ["Numerous (~39)"]),
        (" , ", []),
    ],
)
def test_one_cell_may_name_several_parcels(written: str, read: list[str]) -> None:
    assert cited_references(written) == read


def test_permits_stand_on_the_parcels_that_they_name(cadastre: None, bring: Any, tmp_path: Any) -> None:
    made = bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING, apply=True)
    assert (made.counts["read"], made.counts["added"], made.counts["refused"]) == (6, 4, 2)
    assert (made.counts["references"], made.counts["references_by_title"]) == (6, 4)
    both = Permit.objects.get(reference="1/98")
    assert sorted(link.reference for link in both.parcel_links.all()) == ["1/40", "2/40"]
    assert both.site.area == pytest.approx(800)
    assert both.project == {"floors": 2}
    assert (both.number, both.rules, both.created_by_import) == (None, None, made.pk)
    assert both.submitted_at.isoformat() == "1998-02-03T12:00:00+00:00"
    assert both.issued_at == both.decided_at
    refused = Permit.objects.get(reference="2/98")
    assert (refused.state, refused.issued_at) == ("refused", None)
    assert not WorkflowEvent.objects.filter(object_type="permits.permit").exists()


def test_each_miss_and_each_refusal_has_its_reason(cadastre: None, bring: Any, tmp_path: Any) -> None:
    made = bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING)
    assert dict(made.rows.exclude(reason="").values_list("reference", "reason")) == {
        "3/98": "no-place",
        "4/98": "some-parcels-unknown",
        "5/98": "unknown-value",
        "6/98": "not-a-date",
    }
    assert made.rows.get(reference="4/98").detail["missing"] == "98/40"
    assert not Permit.objects.exists()


def test_a_place_stands_in_for_a_title_that_is_none(cadastre: None, write: Any, bring: Any) -> None:
    rows = [
        ("a", "BUILD_SMALL", "77/40", shapely.Point(X + 30, Y + 10)),  # within 1/40
        ("b", "BUILD_SMALL", None, shapely.Point(X + 30, Y - 4)),  # 4 m before it
        ("c", "BUILD_SMALL", "78/40", shapely.Point(X + 30, Y - 40)),
        ("d", "BUILD_SMALL", "2/40", shapely.Point(X + 30, Y + 10)),  # a title comes before a place
    ]
    made = bring(
        write(frame(rows, ("number", "kind", "parcels")), "p.geojson"),
        target="permits",
        mapping={"fields": {"number": "number", "kind": "kind", "parcels": "parcels"}, "crs": "EPSG:26191"},
        apply=True,
    )
    links = dict(PermitParcel.objects.values_list("permit__reference", "reference"))
    assert links == {"a": "1/40", "b": "1/40", "d": "2/40"}
    reasons = dict(made.rows.exclude(reason="").values_list("reference", "reason"))
    assert reasons == {"a": "placed-within", "c": "no-parcel"}
    assert made.counts["references_by_place"] == 1
    assert made.counts["references_missed"] == 1


def test_a_title_of_the_past_is_found_where_it_was(cadastre: None, bring: Any, tmp_path: Any) -> None:
    Parcel.objects.filter(reference="1/40").update(valid_to=F("valid_from"))
    bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING, apply=True)
    link = PermitParcel.objects.get(permit__reference="4/98")
    assert (link.reference, link.parcel.valid_to is not None) == ("1/40", True)


def test_again_is_no_change_a_correction_is_one_and_both_can_be_undone(
    cadastre: None, bring: Any, tmp_path: Any
) -> None:
    first = bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING, apply=True)
    again = bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING)
    assert (again.counts["unchanged"], again.counts["changed"], again.counts["added"]) == (4, 0, 0)
    corrected = bring(
        table(tmp_path, TABLE.replace("99/40", "4/40").replace("accordé;03/02", "rejeté;03/02")),
        target="permits",
        mapping=MAPPING,
    )
    assert outcomes(corrected)["3/98"] == outcomes(corrected)["1/98"] == "changed"
    carry_out(corrected)
    assert PermitParcel.objects.get(permit__reference="3/98").reference == "4/40"
    take_back(corrected)
    assert not PermitParcel.objects.filter(permit__reference="3/98").exists()
    assert Permit.objects.get(reference="1/98").state == "issued"
    take_back(first)
    assert not Permit.objects.exists()


def test_a_dossier_that_went_on_here_is_left_alone(cadastre: None, bring: Any, tmp_path: Any) -> None:
    bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING, apply=True)
    permit = Permit.objects.get(reference="1/98")
    WorkflowEvent.objects.create(
        at=permit.created_at, object_type="permits.permit", object_id=permit.pk, action="declare_works",
        source="issued", target="works_declared",
    )  # fmt: skip
    Permit.objects.filter(pk=permit.pk).update(state="works_declared")
    made = bring(table(tmp_path, TABLE), target="permits", mapping=MAPPING)
    assert made.counts["changed"] == 0
    assert made.rows.get(reference="1/98").reason == "gone-on"
