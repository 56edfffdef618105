"""From the files of two flights to findings with evidence; killed on the way and run again."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from kharita.accounts.roles import Role
from kharita.core.errors import Conflict
from kharita.permits.paper.issuing import issue
from kharita.permits.services.law import load_law
from kharita.surveys.models import Comparison, Finding, ParcelChange, Progress
from kharita.surveys.progress import GivenUp
from kharita.surveys.services import comparing, comparisons, judging
from kharita.territory.models import Easement, Parcel
from tests.conftest import Api
from tests.factories import CENTRE, make_commune, make_parcel, make_user, multi, square
from tests.surveys.flight_files import write_flight
from tests.surveys.making import make_comparison, make_permit

X, Y = CENTRE
STANDING = (-35, -35, -25, -25)
ILLEGAL, PERMITTED, IN_THE_OUED, WIDE = (-12, 6, -2, 18), (8, 6, 18, 16), (-35, 5, -25, 15), (6, -28, 24, -18)
IN_THE_STREET, OF_THE_NEIGHBOUR = (-14, -26, -6, -18), (29, 24, 38, 34)


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def comparison(transactional_db: None, media: Path) -> Comparison:
    """Six houses built between two flights, each another case: on parcels of 24 m, on none, beyond the
    boundary; one stood before."""
    commune = make_commune()
    type(commune).objects.update(boundary=multi(square(X - 2000, Y - 2000, 2026)))
    load_law()
    made = make_comparison(commune, state="waiting")
    ground = multi(square(X - 39, Y - 39, 78))
    type(made.after).objects.update(footprint=ground)
    made.refresh_from_db()
    for number, (west, south) in enumerate(((-16, 2), (4, 2), (-39, 2), (4, -34), (-39, -39)), start=1):
        make_parcel(commune, f"{number}/40", xy=(X + west, Y + south), side=24 if number == 4 else 20)
    parcels = {parcel.reference: parcel for parcel in commune_parcels(made)}
    make_permit(parcels["2/40"], footprint=square(X + 8, Y + 6, 10), project={"height_m": 7})
    make_permit(parcels["4/40"], footprint=square(X + 6, Y - 28, 12, 10), project={"height_m": 7})
    Easement.objects.create(
        commune=commune, kind="flood", name_fr="Oued Cherraa", geometry=square(X - 40, Y + 2, 20)
    )
    write_flight(made.before, {STANDING: 4.0}, seed=2)
    write_flight(
        made.after,
        {STANDING: 4.0, ILLEGAL: 7.0, PERMITTED: 6.8, IN_THE_OUED: 4.0, WIDE: 6.8, IN_THE_STREET: 5.0,
         OF_THE_NEIGHBOUR: 6.0}, seed=3,
    )  # fmt: skip
    return made


def commune_parcels(comparison: Comparison) -> Any:
    return Parcel.objects.filter(commune=comparison.commune)


def _rows() -> list[tuple[Any, ...]]:
    return list(
        Finding.objects.order_by("number").values_list(
            "number", "parcel__reference", "verdict", "permit__reference", "area_m2", "score"
        )
    )


def test_two_flights_become_ranked_findings_with_evidence(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def killed(*args: Any, **named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(comparing, "_keep", killed)
        with pytest.raises(KeyboardInterrupt):
            comparisons.run(comparison=comparison, now=timezone.now())
    comparison.refresh_from_db()
    assert (comparison.state, Finding.objects.count(), ParcelChange.objects.count()) == ("working", 0, 0)
    assert Progress.objects.get(key=comparison.key).fraction > 0.5

    comparisons.run(comparison=comparison, now=timezone.now())
    comparison.refresh_from_db()
    found = {row[1]: row for row in _rows()}
    assert {reference: row[2] for reference, row in found.items()} == {
        "1/40": "no_permit", "2/40": "authorised", "3/40": "in_servitude", "4/40": "footprint_exceeds",
        None: "no_permit",
    }  # fmt: skip
    assert found["1/40"][0] == 1  # the largest of the grave ones
    assert found["1/40"][4] == pytest.approx(120, rel=0.05)
    illegal, wide = (
        Finding.objects.get(parcel__reference="1/40"),
        Finding.objects.get(verdict="footprint_exceeds"),
    )
    assert illegal.height_m == pytest.approx(7.0, abs=0.1)
    assert wide.outside_m2 == pytest.approx(60, rel=0.1)
    assert comparison.state == "ready"
    assert comparison.report["sigma_m"] < 0.2
    assert [one["kind"] for one in comparison.sources["after"]] == ["dsm", "ortho"]
    stood = ParcelChange.objects.get(parcel__reference="5/40")
    assert (stood.built_before_m2, stood.built_after_m2) == pytest.approx((100, 100), rel=0.15)
    assert stood.changed_m2 == 0
    assert not Progress.objects.exists()
    for epoch in ("before", "after"):
        with Image.open(illegal.picture(epoch)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (800, 800))
    with pytest.raises(Conflict):
        comparisons.run(comparison=comparison, now=timezone.now())
    _assert_evidence(illegal, tmp_path)
    illegal.refresh_from_db()
    told = Api(illegal.judged_by).get(f"/surveys/comparisons/{comparison.pk}").json()["changes"]
    assert told.pop("outside_m2") == pytest.approx(90, rel=0.1)
    assert told == {"seen": 6, "found": 5, "on_no_parcel": 1, "outside": 1}


def _assert_evidence(illegal: Finding, folder: Path) -> None:
    inspector = make_user(
        Role.INSPECTOR, illegal.commune, full_name="Hicham Tazi", full_name_ar="هشام التازي"
    )
    now = timezone.now()
    for survey in (illegal.comparison.before, illegal.comparison.after):
        survey.number, survey.sensor = f"VOL-02.113.01.09-2026-{survey.pk:05}", "DJI Mavic 3 Enterprise (RTK)"
        survey.save(update_fields=["number", "sensor"])
    judging.accept(finding=illegal, opens_offence=True, note="", actor=inspector, now=now)
    paper = issue(kind=judging.EVIDENCE, row_id=illegal.pk, by=inspector, now=now)
    assert issue(kind=judging.EVIDENCE, row_id=illegal.pk, by=inspector, now=now).pk == paper.pk
    with paper.file.open("rb") as file:
        (folder / "evidence.pdf").write_bytes(file.read())
    read = ["pdftotext", "-layout", str(folder / "evidence.pdf"), "-"]
    text = subprocess.run(read, capture_output=True, text=True, check=True).stdout  # noqa: S603
    words = " ".join(text.replace("\u00a0", " ").split())
    hashes = [one["sha256"] for one in illegal.comparison.sources["after"]]
    for told in (
        "1/40", "Hicham Tazi", "DGAC-2026-114", illegal.comparison.after.number, "dsm-3.tif",
        "il ne constitue pas à lui seul une infraction", paper.code,
    ):  # fmt: skip
        assert told in words, told
    assert all(digest in "".join(text.split()) for digest in hashes)
    boxes = subprocess.run(  # noqa: S603  # our own file
        ["pdftotext", "-bbox", str(folder / "evidence.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    edges = [float(edge) for edge in re.findall(r'<word xMin="([\d.-]+)"', boxes)]
    ends = [float(edge) for edge in re.findall(r' xMax="([\d.-]+)"', boxes)]
    assert min(edges) > 45  # points: the margins hold, whatever a table has to tell
    assert max(ends) < 595 - 45
    images = subprocess.run(  # noqa: S603
        ["pdfimages", "-list", str(folder / "evidence.pdf")], capture_output=True, text=True, check=True
    ).stdout
    assert images.count("image") >= 2
    answer = Api(inspector).get(f"/surveys/findings/{illegal.pk}").json()
    href = answer["evidence"][0]["href"].removeprefix("/api/v1")
    assert Api(inspector).get(href).content[:5] == b"%PDF-"
    assert Api(inspector).get(answer["pictures"]["after"].removeprefix("/api/v1")).status_code == 200
    assert answer["explained"][0]["code"] == "no-permit"


def test_a_comparison_that_was_deleted_is_given_up(comparison: Comparison) -> None:
    def gone(*args: Any, told: Any, **named: Any) -> None:
        Comparison.objects.filter(pk=comparison.pk).delete()
        told(0.5, "compare")

    with pytest.MonkeyPatch.context() as patched, pytest.raises(GivenUp):
        patched.setattr(comparing, "find_changes", gone)
        comparisons.run(comparison=comparison, now=timezone.now())
    assert not Finding.objects.exists()
