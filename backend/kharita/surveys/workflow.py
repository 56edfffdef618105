"""The lives of surveys, products, comparisons, findings and of what is fetched, as tables.

What no role does, jobs do.
"""

from kharita.core.workflow import Transition
from kharita.surveys.models import Comparison, Fetch, Finding, OdmTask, Product, Survey
from kharita.surveys.models.comparison import JUDGE
from kharita.surveys.models.flight import UPLOAD

S, P, C, F = Survey.State, Product.State, Comparison.State, Finding.State
ALL = frozenset(S)

SURVEY_TRANSITIONS = {
    "announce": Transition(ALL, S.ANNOUNCED, UPLOAD),
    "prepare": Transition(ALL, S.PROCESSING, UPLOAD),
    "ready": Transition(ALL, S.READY, UPLOAD),
    "fail": Transition(ALL, S.FAILED, UPLOAD),
}

PRODUCT_TRANSITIONS = {
    "start": Transition({P.WAITING, P.WORKING}, P.WORKING, UPLOAD),
    "ready": Transition({P.WORKING}, P.READY, UPLOAD),
    "refuse": Transition({P.WAITING, P.WORKING}, P.REFUSED, UPLOAD),
    "fail": Transition({P.WAITING, P.WORKING}, P.FAILED, UPLOAD),
    "retry": Transition({P.FAILED}, P.WAITING, UPLOAD),
}

COMPARISON_TRANSITIONS = {
    "start": Transition({C.WAITING, C.WORKING}, C.WORKING, JUDGE),
    "ready": Transition({C.WORKING}, C.READY, JUDGE),
    "fail": Transition({C.WAITING, C.WORKING}, C.FAILED, JUDGE),
    "retry": Transition({C.FAILED}, C.WAITING, JUDGE),
}

FINDING_TRANSITIONS = {
    "accept": Transition({F.OPEN, F.VISIT, F.REJECTED}, F.ACCEPTED, JUDGE),
    "plan_visit": Transition({F.OPEN}, F.VISIT, JUDGE),
    "reject": Transition({F.OPEN, F.VISIT}, F.REJECTED, JUDGE),
    "reopen": Transition({F.REJECTED}, F.OPEN, JUDGE),
}

W, N = Fetch.State, OdmTask.State
AT_WORK = frozenset({N.WAITING, N.SENDING, N.RUNNING, N.COLLECTING})

FETCH_TRANSITIONS = {
    "start": Transition({W.WAITING, W.WORKING}, W.WORKING, UPLOAD),
    "done": Transition({W.WORKING}, W.DONE, UPLOAD),
    "fail": Transition({W.WAITING, W.WORKING}, W.FAILED, UPLOAD),
    "retry": Transition({W.FAILED}, W.WAITING, UPLOAD),
}

ODM_TRANSITIONS = {
    "send": Transition({N.WAITING, N.SENDING}, N.SENDING, UPLOAD),
    "run": Transition({N.SENDING}, N.RUNNING, UPLOAD),
    "collect": Transition({N.RUNNING}, N.COLLECTING, UPLOAD),
    "done": Transition({N.COLLECTING}, N.DONE, UPLOAD),
    "fail": Transition(AT_WORK, N.FAILED, UPLOAD),
    "retry": Transition({N.FAILED}, N.WAITING, UPLOAD),
    "cancel": Transition(AT_WORK | {N.FAILED}, N.CANCELLED, UPLOAD),
}
