"""A footprint or a plan, read where a file can do no harm: the answer is written beside it, as JSON."""

import json
from pathlib import Path
from typing import Any

import shapely

from kharita.core.confined_child import Fault
from kharita.core.errors import DomainError
from kharita.importing.crs import Region
from kharita.permits.checks.presenting import as_json
from kharita.permits.checks.tidy import united
from kharita.permits.plans.faults import BadPlan
from kharita.permits.plans.footprints import read_drawing


def read_footprint_file(path: Path, asked: str, target: str) -> dict[str, Any]:
    """Read the drawing `path` as the JSON file `asked` says (see `plans.confined`) into the file `target`.

    Raises `Fault` "not-read" with what `read_drawing` raised, in words of the language that was asked for.
    """
    wanted = json.loads(Path(asked).read_text(encoding="utf-8"))
    region = Region(shapely.from_wkb(bytes.fromhex(wanted["region"])), wanted["region_origin"])
    cadastre = united([shapely.from_wkb(bytes.fromhex(wanted["cadastre"]))])
    try:
        found = read_drawing(path, region=region, cadastre=cadastre)
    except DomainError as error:
        raise Fault(
            "not-read", reason=error.code, detail=str(error.detail), is_plan=isinstance(error, BadPlan)
        ) from error
    told = found.as_json() | {
        "wkb": shapely.to_wkb(found.geometry, hex=True),
        "findings": as_json(found.plan.findings) if found.plan else [],
    }
    Path(target).write_text(json.dumps(told), encoding="utf-8")
    return {}
