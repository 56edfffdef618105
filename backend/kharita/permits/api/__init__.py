"""The permits desk over the API, one noun a module; `ROUTERS` are mounted by `config.api`.

Fixed addresses come before those that begin with a dossier's id.
"""

from kharita.permits.api.applicant import router as applicant
from kharita.permits.api.circulation import router as circulation
from kharita.permits.api.decisions import router as decisions
from kharita.permits.api.documents import router as documents
from kharita.permits.api.figures import router as figures
from kharita.permits.api.law import router as law
from kharita.permits.api.people import router as people
from kharita.permits.api.queue import router as queue
from kharita.permits.api.register import router as register
from kharita.permits.api.sessions import router as sessions
from kharita.permits.api.works import router as works

ROUTERS = (
    law,
    register,
    queue,
    figures,
    people,
    sessions,
    applicant,
    documents,
    circulation,
    decisions,
    works,
)
