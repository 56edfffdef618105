"""The life of an export, readable as a table. No role holds its steps: the services ask whose it is."""

from kharita.core.workflow import Transition
from kharita.exports.models import Export

S = Export.State
OWN = "exports.own_export"

TRANSITIONS = {
    "start": Transition({S.WAITING, S.WRITING}, S.WRITING, OWN),
    "done": Transition({S.WRITING}, S.DONE, OWN),
    "fail": Transition({S.WAITING, S.WRITING}, S.FAILED, OWN),
}
