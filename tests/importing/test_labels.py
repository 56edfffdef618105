"""A drawing's texts become the references of the outlines in which they stand."""

import pytest

from kharita.importing.account import page_of
from kharita.territory.models import Parcel
from tests.importing.conftest import X, Y, plot

MAPPING = {"fields": {"reference": "label"}, "crs": "EPSG:26191",
           "labels": {"layers": ["NUMEROS"], "outlines": ["PARCELLES"]}}  # fmt: skip


def outline(shape, layer="PARCELLES", closed=True):
    corners = list(shape.exterior.coords)[:-1]
    lines = ["0", "LWPOLYLINE", "8", layer, "100", "AcDbEntity", "100", "AcDbPolyline",
             "90", str(len(corners)), "70", "1" if closed else "0"]  # fmt: skip
    for x, y in corners:
        lines += ["10", str(x), "20", str(y)]
    return lines


def text(words, x, y, layer="NUMEROS", height=2.0):
    return ["0", "TEXT", "8", layer, "100", "AcDbEntity", "100", "AcDbText",
            "10", str(X + x), "20", str(Y + y), "40", str(height), "1", words]  # fmt: skip


@pytest.fixture
def drawing(tmp_path):
    def drawn(*entities):
        path = tmp_path / "plan.dxf"
        lines = [line for entity in entities for line in entity]
        path.write_text("\n".join(["0", "SECTION", "2", "ENTITIES", *lines, "0", "ENDSEC", "0", "EOF", ""]))
        return path

    return drawn


PLAN = (
    outline(plot(0)),
    outline(plot(1)),
    outline(plot(2)),
    outline(plot(0, width=60, height=60), layer="ILOTS"),
    text("12/40", 10, 10),
    text("13/40", 30, 5, height=0.1),
    text("R=5.00", 32, 12, layer="COTES"),
    text("14/40", 45, 5),
    text("15/40", 55, 15),
    text("Rue de la Paix", 10, 45),
)


def test_each_outline_takes_the_text_in_it(drawing, bring):
    made = bring(drawing(*PLAN), mapping=MAPPING, apply=True)
    assert (made.counts["read"], made.counts["added"], made.counts["refused"]) == (3, 2, 1)
    ground = {parcel.reference: round(parcel.geometry.centroid.x - X) for parcel in Parcel.objects.all()}
    assert ground == {"12/40": 10, "13/40": 30}


def test_several_labels_or_none_are_told_with_their_place(drawing, bring):
    made = bring(drawing(*PLAN, outline(plot(3))), mapping=MAPPING)
    refused = {row["reason"]: row for row in page_of(made) if row["class"] == "refused"}
    assert set(refused) == {"ambiguous-label", "missing-label"}
    assert "14/40 · 15/40" in refused["ambiguous-label"]["detail"]
    assert all(row["point"] for row in refused.values())


def test_the_same_text_twice_in_an_outline_is_one(drawing, bring):
    twice = drawing(outline(plot(0)), text("12/40", 5, 5), text("12/40", 15, 15))
    assert bring(twice, mapping=MAPPING).counts["added"] == 1


def test_a_label_belongs_to_the_innermost_outline(drawing, bring):
    inner = plot(0, width=5, height=5, dx=2)
    path = drawing(outline(plot(0)), outline(inner), text("1/40", 15, 15), text("2/40", 4, 2))
    bring(path, mapping=MAPPING, apply=True)
    assert Parcel.objects.get(reference="2/40").area_m2 == pytest.approx(25)
    assert Parcel.objects.get(reference="1/40").area_m2 == pytest.approx(400)


def test_a_drawing_is_read_with_a_proposal(drawing, bring):
    made = bring(drawing(*PLAN), apply=True)
    assert made.source["drawing"] == {
        "texts": {"NUMEROS": 5, "COTES": 1},
        "outlines": {"PARCELLES": 3, "ILOTS": 1},
    }
    assert made.mapping["labels"] == {"layers": ["NUMEROS"], "outlines": ["PARCELLES"]}
    assert set(Parcel.objects.values_list("reference", flat=True)) == {"12/40", "13/40"}
