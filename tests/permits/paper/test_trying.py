"""The demo's papers: a certificate that says it is a test, made once, and a letterhead."""

from pathlib import Path
from typing import Any

from kharita.permits.models import Letterhead
from kharita.permits.paper.signing import check_ready, load_identity
from kharita.permits.paper.trying import ORIENTAL, prepare_papers_for_trial
from kharita.territory.models import Commune
from tests.permits.conftest import NOW


def test_a_trial_makes_a_certificate_once_and_replaces_no_other(
    commune: Commune, settings: Any, tmp_path: Path
) -> None:
    path = tmp_path / "signing" / "test.p12"
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": path})
    assert prepare_papers_for_trial(commune=commune, holder="Nadia Chraïbi", head=ORIENTAL, now=NOW)
    check_ready(now=NOW)
    first = load_identity()
    assert (first.holder, first.is_test, path.stat().st_mode & 0o077) == ("Nadia Chraïbi", True, 0)
    changed = {**ORIENTAL, "contact": "0536"}
    assert not prepare_papers_for_trial(commune=commune, holder="Somebody else", head=changed, now=NOW)
    assert load_identity().certificate.sha256 == first.certificate.sha256
    assert Letterhead.objects.get(commune=commune).contact == ORIENTAL["contact"]
