"""An import as the API shows it to one person, in that person's language."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kharita.importing.mapping import Mapping
from kharita.importing.messages import message_of, present_problem
from kharita.importing.models import Import
from kharita.importing.targets import ImportTarget
from kharita.importing.workflow import RUN, TRANSITIONS

STEPS = {
    "read": gettext_lazy("Reading the file"),
    "check": gettext_lazy("Checking the rows"),
    "compare": gettext_lazy("Comparing with what is there"),
    "apply": gettext_lazy("Applying"),
    "undo": gettext_lazy("Undoing"),
}
_ACTIONS = ("map", "check", "apply", "undo", "cancel")


def present(source_import: Import, user: Any) -> dict[str, Any]:
    """The fields of `ImportOut`."""
    may_run = user.can(RUN, source_import.commune_id)
    return {
        "id": source_import.pk,
        "number": source_import.number,
        "commune_id": source_import.commune_id,
        "target": source_import.target,
        "state": source_import.state,
        "state_title": source_import.get_state_display(),
        "file": {
            "name": source_import.file_name,
            "size": source_import.file_size,
            "sha256": source_import.file_sha256,
            "layers": source_import.source.get("layers", []),
            "table": source_import.table_name or None,
        },
        "source": _source(source_import.source),
        "mapping": Mapping.model_validate(source_import.mapping).model_dump(),
        "progress": _progress(source_import.progress),
        "counts": source_import.counts,
        "error": present_problem(source_import.error),
        "created_by": source_import.created_by
        and {"id": source_import.created_by_id, "name": _name(source_import.created_by)},
        "created_at": source_import.created_at,
        "checked_at": source_import.checked_at,
        "applied_at": source_import.applied_at,
        "undone_at": source_import.undone_at,
        "can": {
            action: may_run
            and source_import.state in TRANSITIONS[action].sources
            and _makes_sense(source_import, action)
            for action in _ACTIONS
        },
    }


def _makes_sense(source_import: Import, action: str) -> bool:
    """Beyond the state: nothing is mapped or checked before the file could be read."""
    return action not in ("map", "check") or bool(source_import.source)


def _source(source: dict[str, Any]) -> dict[str, Any] | None:
    if not source:
        return None
    crs = source.get("crs")
    if crs:
        crs = {**crs, "reason": str(message_of(crs["reason"]))}
    remarks = {
        "missing-prj": _(
            "The shapefile came without its .prj: nothing says which coordinate system it is in."
        ),
        "missing-dbf": _("The shapefile came without its .dbf: it has shapes but no attributes."),
        "missing-shx": _("The shapefile came without its .shx: the index was rebuilt."),
    }
    return {
        **{name: source[name] for name in ("driver", "layer", "features", "geometry_types", "columns",
                                           "encoding", "bbox")},
        "crs": crs,
        "table_columns": source.get("table_columns", []),
        "garbled": source.get("garbled", []),
        "drawing": source.get("drawing"),
        "crs_candidates": (crs or {}).get("candidates", []),
        "remarks": [remarks[remark] for remark in source.get("remarks", []) if remark in remarks],
    }  # fmt: skip


def _progress(progress: dict[str, Any] | None) -> dict[str, Any] | None:
    if progress is None:
        return None
    return {**progress, "title": str(STEPS.get(progress["step"], ""))}


def present_target(target: ImportTarget) -> dict[str, Any]:
    """The fields of `TargetOut`."""
    return {
        "id": target.id,
        "title": str(target.title),
        "description": str(target.description),
        "geometry": target.geometry or "none",
        "needs_key": target.key == "source_key",
        "needs_plan": target.needs_plan,
        "fields": [
            {
                "id": declared.id,
                "title": str(declared.title),
                "required": declared.required,
                "kind": declared.kind,
                "choices": [{"value": value, "title": str(title)} for value, title in declared.choices]
                or None,
                "help": str(declared.help),
            }
            for declared in target.fields
        ],
    }


def _name(person: Any) -> str:
    """In the reader's script, where the account has it."""
    own: str = person.full_name_ar if get_language() == "ar" else ""
    return own or str(person.full_name)
