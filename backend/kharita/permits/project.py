"""What is to be built, in numbers: what a form asks, what checks, fee and size are worked out from."""

from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, ValidationError

from kharita.core.errors import BadInput

Use = Literal[
    "individual_housing",
    "collective_housing",
    "villa",
    "commercial",
    "office",
    "industrial",
    "tourist",
    "public_facility",
    "agricultural",
    "mixed",
]
Works = Literal["new", "extension", "storey", "alteration", "restoration", "demolition", "fence"]


class Project(Schema):
    """Lengths in metres, areas in m²; what is not known yet is None. Floors are those above the ground one:
    R+2 is 2. `overhang_m2` lies over the public domain."""

    model_config = ConfigDict(extra="forbid")

    use: Use | None = None
    works: Works = "new"
    floors: int | None = Field(None, ge=0, le=60)
    basements: int = Field(0, ge=0, le=10)
    height_m: float | None = Field(None, gt=0, le=300)
    covered_area_m2: float | None = Field(None, ge=0, le=1_000_000)
    floor_area_m2: float | None = Field(None, ge=0, le=5_000_000)
    overhang_m2: float = Field(0, ge=0, le=100_000)
    dwellings: int | None = Field(None, ge=0, le=10_000)
    parking_places: int | None = Field(None, ge=0, le=100_000)
    lots: int | None = Field(None, ge=0, le=10_000)
    court_m2: float | None = Field(None, ge=0, le=100_000)
    is_open_to_public: bool = False
    is_tax_exempt: bool = False
    from_on: str | None = Field(
        None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="An occupation's first day."
    )
    until_on: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="Its last day.")


def read_project(data: dict[str, Any]) -> Project:
    """`data` as a project. Raises `BadInput` that names each faulty field."""
    try:
        return Project.model_validate(data)
    except ValidationError as error:
        faults = _faults_of(error)
        detail = "; ".join(f"{fault['field']}: {fault['detail']}" for fault in faults)
        raise BadInput(detail, code="bad-project", faults=faults) from error


def _faults_of(error: ValidationError) -> list[dict[str, str]]:
    return [
        {"field": ".".join(str(part) for part in fault["loc"]), "detail": str(fault["msg"])}
        for fault in error.errors()
    ]
