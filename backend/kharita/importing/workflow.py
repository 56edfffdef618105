"""The life of an import, readable as a table."""

from kharita.core.workflow import Transition
from kharita.importing.models import Import

S = Import.State
RUN = "importing.run_import"

TRANSITIONS = {
    "read": Transition({S.READING}, S.MAPPING, RUN),
    "map": Transition({S.MAPPING, S.CHECKED, S.FAILED}, S.CHECKING, RUN),
    "check": Transition({S.CHECKED, S.FAILED}, S.CHECKING, RUN),
    "checked": Transition({S.CHECKING}, S.CHECKED, RUN),
    "apply": Transition({S.CHECKED}, S.APPLYING, RUN),
    "recheck": Transition({S.APPLYING}, S.CHECKING, RUN),
    "applied": Transition({S.APPLYING}, S.APPLIED, RUN),
    "undo": Transition({S.APPLIED}, S.UNDOING, RUN),
    "keep": Transition({S.UNDOING}, S.APPLIED, RUN),
    "undone": Transition({S.UNDOING}, S.UNDONE, RUN),
    "fail": Transition({S.READING, S.CHECKING, S.APPLYING}, S.FAILED, RUN),
    "cancel": Transition({S.READING, S.MAPPING, S.CHECKING, S.CHECKED, S.FAILED}, S.CANCELLED, RUN),
}
