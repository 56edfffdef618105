"""The permits desk over the API, one noun a module; `ROUTERS` are mounted by `config.api`.

Fixed addresses come before those that begin with a dossier's id.
"""

from kharita.permits.api.applicant import router as applicant
from kharita.permits.api.circulation import router as circulation
from kharita.permits.api.decisions import router as decisions
from kharita.permits.api.documents import router as documents
from kharita.permits.api.figures import router as figures
from kharita.permits.api.notices import router as notices
from kharita.permits.api.people import router as people
from kharita.permits.api.plans import router as plans
from kharita.permits.api.queue import router as queue
from kharita.permits.api.register import router as register
from kharita.permits.api.rules import router as law  # the router of `law`, with what writes it
from kharita.permits.api.sessions import router as sessions
from kharita.permits.api.works import router as works

ROUTERS = (
    law,
    register,
    queue,
    notices,
    figures,
    people,
    sessions,
    applicant,
    documents,
    plans,
    circulation,
    decisions,
    works,
)
