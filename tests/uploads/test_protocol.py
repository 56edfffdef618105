"""tus 1.0.0, sentence by sentence: what stands in quotation marks is the protocol's own text."""

import uuid
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.utils import timezone

from kharita.accounts.models import User
from kharita.uploads import services
from kharita.uploads.models import Upload
from kharita.uploads.purposes import purposes
from tests.uploads.conftest import LARGEST, PURPOSE, Tus, checksum, folder, metadata

HELLO = b"hello world"


def _kept(path: str) -> bytes:
    return Upload.objects.get(key=path.rpartition("/")[2]).path.read_bytes()


def _now() -> datetime:
    return timezone.now()


# Core


def test_head_tells_the_offset_and_the_length(tus: Tus) -> None:
    """Spec: "The Server MUST always include the Upload-Offset header in the response for a HEAD request, even
    if the offset is 0, or the upload is already considered completed. If the size of the upload is known,
    the Server MUST include the Upload-Length header in the response."
    """
    path = tus.made(11)
    for offset, body in ((0, b"hello"), (5, b" world")):
        answer = tus.ask("HEAD", path)
        assert (answer.status_code, answer["Upload-Offset"], answer["Upload-Length"]) == (
            200,
            str(offset),
            "11",
        )
        tus.patch(path, offset, body)
    assert tus.ask("HEAD", path)["Upload-Offset"] == "11"


def test_head_is_not_cached(tus: Tus) -> None:
    """Spec: "The Server MUST prevent the client and/or proxies from caching the response by adding the
    Cache-Control: no-store header to the response."
    """
    assert tus.ask("HEAD", tus.made())["Cache-Control"] == "no-store"


def test_what_is_not_there_has_no_offset(tus: Tus) -> None:
    """Spec: "If the resource is not found, the Server SHOULD return either the 404 Not Found, 410 Gone or 403
    Forbidden status without the Upload-Offset header."
    """
    answer = tus.ask("HEAD", f"/uploads/{uuid.uuid4()}")
    assert answer.status_code == 404
    assert "Upload-Offset" not in answer


def test_patch_appends_at_the_offset_and_tells_the_new_one(tus: Tus) -> None:
    """Spec: "The Server MUST acknowledge successful PATCH requests with the 204 No Content status. It MUST
    include the Upload-Offset header containing the new offset."
    """
    path = tus.made(11)
    answer = tus.patch(path, 0, b"hello")
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "5")
    assert tus.patch(path, 5, b" world")["Upload-Offset"] == "11"
    assert _kept(path) == HELLO


def test_patch_takes_one_media_type(tus: Tus) -> None:
    """Spec: "All PATCH requests MUST use Content-Type: application/offset+octet-stream, otherwise the server
    SHOULD return a 415 Unsupported Media Type status."
    """
    path = tus.made(11)
    for kind in ("application/octet-stream", "multipart/form-data; boundary=x", ""):
        assert tus.patch(path, 0, b"hello", **{"Content-Type": kind}).status_code == 415
    assert tus.offset(path) == 0


@pytest.mark.parametrize("offset", [0, 4, 6, 11, 12])
def test_another_offset_is_a_conflict_and_changes_nothing(tus: Tus, offset: int) -> None:
    """Spec: "If the offsets do not match, the Server MUST respond with the 409 Conflict status without
    modifying the upload resource."
    """
    path = tus.made(20)
    tus.patch(path, 0, b"hello")
    answer = tus.patch(path, offset, b"xxxx")
    assert (answer.status_code, answer.json()["offset"]) == (409, 5)
    assert _kept(path) == b"hello"


@pytest.mark.parametrize("told", ["", "-1", "1.5", "0x1", "९", None, "9" * 30])
def test_an_offset_is_a_non_negative_integer(tus: Tus, told: str | None) -> None:
    """Spec: "The Upload-Offset request and response header indicates a byte offset within a resource. The
    value MUST be a non-negative integer."
    """
    path = tus.made(11)
    raw = None if told is None else told.encode().decode("latin-1")
    assert tus.patch(path, 0, b"hello", Upload_Offset=raw).status_code == 400
    assert tus.offset(path) == 0


def test_no_byte_is_taken_beyond_the_end(tus: Tus) -> None:
    path = tus.made(11)
    assert tus.patch(path, 0, HELLO + b"!").status_code == 413
    tus.patch(path, 0, HELLO)
    assert tus.patch(path, 11, b"!").status_code == 413
    assert _kept(path) == HELLO


def test_a_chunked_body_is_refused_with_its_reason(tus: Tus) -> None:
    """A cut cannot be told from the end of a body whose length is not announced."""
    assert tus.patch(tus.made(11), 0, b"hello", Transfer_Encoding="chunked").status_code == 411


@pytest.mark.parametrize("told", [None, "0.2.2", "2.0.0", ""])
def test_another_version_is_refused(tus: Tus, told: str | None) -> None:
    """Spec: "If the version specified by the Client is not supported by the Server, it MUST respond with the
    412 Precondition Failed status and MUST include the Tus-Version header into the response. In addition,
    the Server MUST NOT process the request."
    """
    path = tus.made(11)
    for answer in (
        tus.ask("HEAD", path, Tus_Resumable=told),
        tus.patch(path, 0, b"hello", Tus_Resumable=told),
        tus.create(Tus_Resumable=told),
        tus.ask("DELETE", path, Tus_Resumable=told),
    ):
        assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")
    assert tus.offset(path) == 0


def test_every_answer_names_the_version(tus: Tus) -> None:
    """Spec: "The Tus-Resumable header MUST be included in every request and response, except for OPTIONS
    requests."
    """
    path = tus.made()
    nobody = Tus(None)
    for answer in (
        tus.create(),
        tus.ask("HEAD", path),
        tus.patch(path, 3, b"x"),
        tus.create(LARGEST + 1),
        nobody.ask("HEAD", path),
        tus.ask("GET", path),
        tus.ask("DELETE", path),
        tus.ask("HEAD", path),
    ):
        assert answer["Tus-Resumable"] == "1.0.0"


def test_options_tell_what_is_spoken(tus: Tus, inspector: User) -> None:
    """ "A successful response indicated by the 204 No Content or 200 OK status MUST contain the Tus-Version
    header. It MAY include the Tus-Extension and Tus-Max-Size headers." """
    answer = tus.ask("OPTIONS", Tus_Resumable=None)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "creation-defer-length",
        "checksum",
        "expiration",
        "termination",
        "concatenation",
    }
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(answer["Tus-Max-Size"]) == purposes.limit_of(inspector) >= LARGEST


def test_a_method_can_be_told_in_a_header(tus: Tus) -> None:
    """Core: X-HTTP-Method-Override is the method, for clients that know no PATCH."""
    path = tus.made(5)
    answer = tus.ask("POST", path, b"hello", X_HTTP_Method_Override="PATCH", Upload_Offset=0)
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "5")
    assert tus.ask("POST", path, X_HTTP_Method_Override="DELETE").status_code == 204
    assert tus.ask("HEAD", path).status_code == 404


def test_a_read_cannot_become_a_write_by_that_header(tus: Tus) -> None:
    path = tus.made(5)
    assert tus.ask("GET", path, X_HTTP_Method_Override="DELETE").status_code == 405
    assert tus.offset(path) == 0


def test_what_an_address_does_not_do_it_says(tus: Tus) -> None:
    answer = tus.ask("PUT", tus.made())
    assert (answer.status_code, answer["Allow"]) == (405, "HEAD, PATCH, DELETE, OPTIONS")


# Creation


def test_an_upload_is_created_at_a_location(tus: Tus) -> None:
    """Spec: "The Server MUST acknowledge a successful upload creation with the 201 Created status. The Server
    MUST set the Location header to the URL of the created resource."
    """
    answer = tus.create(11)
    assert answer.status_code == 201
    assert tus.offset(answer["Location"]) == 0


def test_a_file_without_bytes_is_complete_at_once(tus: Tus, inspector: Any) -> None:
    """Creation: a length of zero leaves nothing to send."""
    path = tus.made(0)
    done = services.finished(uuid.UUID(path.rpartition("/")[2]), inspector)
    assert done.path.read_bytes() == b""


def test_too_long_a_file_is_refused_before_it_is_sent(tus: Tus) -> None:
    """Spec: "If the length of the upload exceeds the maximum, which MAY be specified using the Tus-Max-Size
    header, the Server MUST respond with the 413 Request Entity Too Large status."
    """
    assert tus.create(LARGEST).status_code == 201
    answer = tus.create(LARGEST + 1)
    assert (answer.status_code, answer.json()["bytes_max"]) == (413, LARGEST)


def test_metadata_come_back_as_they_were_sent(tus: Tus) -> None:
    """Creation: responses to HEAD include Upload-Metadata with its value as the client specified it."""
    told = metadata(purpose=PURPOSE, filename="الطيران été.tif", filetype="image/tiff") + ",is_confidential"
    path = tus.made(11, Upload_Metadata=told)
    assert tus.ask("HEAD", path)["Upload-Metadata"] == told


@pytest.mark.parametrize(
    "told",
    [
        "purpose dHJpYWw=,purpose dHJpYWw=",
        "purpose ###",
        "purpose dHJpYWw=,, x",
        "purpose /w==",
        "purpose AA==",
    ],
)
def test_faulty_metadata_are_refused(tus: Tus, told: str) -> None:
    """Creation: "The key MUST NOT contain spaces and commas and MUST NOT be empty. [...] All keys MUST be
    unique."
    """
    answer = tus.create(11, Upload_Metadata=told)
    assert (answer.status_code, answer.json()["field"]) == (400, "Upload-Metadata")
    assert not folder().exists() or list(folder().iterdir()) == []


def test_a_length_may_be_told_later(tus: Tus) -> None:
    """Creation Defer Length: HEAD says Upload-Defer-Length: 1 until a PATCH tells the length, once."""
    path = tus.made(None, Upload_Defer_Length=1)
    tus.patch(path, 0, b"hello")
    answer = tus.ask("HEAD", path)
    assert (answer["Upload-Defer-Length"], answer["Upload-Offset"]) == ("1", "5")
    assert tus.patch(path, 5, b" w", Upload_Length=11).status_code == 204
    assert tus.patch(path, 7, b"o", Upload_Length=12).status_code == 409
    assert tus.patch(path, 7, b"orld").status_code == 204
    assert _kept(path) == HELLO


@pytest.mark.parametrize(("length", "later"), [(None, None), (11, 1), (None, 2), ("x", None), ("-1", None)])
def test_a_length_is_told_in_one_of_two_ways(tus: Tus, length: Any, later: Any) -> None:
    assert tus.create(length, Upload_Defer_Length=later).status_code == 400


def test_a_creation_may_bring_the_first_bytes(tus: Tus) -> None:
    """Creation With Upload: the answer tells in Upload-Offset how much was taken."""
    answer = tus.create(11, b"hello")
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "5")
    tus.patch(answer["Location"], 5, b" world")
    assert _kept(answer["Location"]) == HELLO
    assert tus.create(11, HELLO)["Upload-Offset"] == "11"
    assert tus.create(11, HELLO, **{"Content-Type": "text/plain"}).status_code == 415


def test_a_creation_whose_bytes_are_damaged_leaves_nothing(tus: Tus) -> None:
    assert tus.create(11, HELLO, Upload_Checksum=checksum(b"other")).status_code == 460
    assert list(folder().iterdir()) == []
    assert not Upload.objects.exists()


# Checksum


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_right_checksum_is_taken(tus: Tus, algorithm: str) -> None:
    """Checksum: at least sha1."""
    path = tus.made(11)
    assert tus.patch(path, 0, b"hello", Upload_Checksum=checksum(b"hello", algorithm)).status_code == 204
    assert tus.patch(path, 5, b" world", Upload_Checksum=checksum(b" world", algorithm)).status_code == 204
    assert _kept(path) == HELLO


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_wrong_checksum_leaves_nothing(tus: Tus, algorithm: str) -> None:
    """Checksum: 460, and the chunk is discarded with its offset."""
    path = tus.made(11)
    tus.patch(path, 0, b"hello")
    assert tus.patch(path, 5, b" world", Upload_Checksum=checksum(b"x", algorithm)).status_code == 460
    assert tus.offset(path) == 5
    assert tus.patch(path, 5, b" world", Upload_Checksum=checksum(b" world", algorithm)).status_code == 204
    assert _kept(path) == HELLO


@pytest.mark.parametrize("told", ["md5 XrY7u+Ae7tCTyyK7j1rNww==", "sha1 ###", "sha1", ""])
def test_an_unknown_algorithm_is_a_bad_request(tus: Tus, told: str) -> None:
    """Checksum: 400 for an algorithm that is not supported, and the chunk is discarded."""
    path = tus.made(11)
    expected = 460 if told == "sha1" else 400  # an empty checksum is one that does not match
    assert tus.patch(path, 0, b"hello", Upload_Checksum=told).status_code == expected
    assert tus.offset(path) == 0


# Expiration


def test_an_unfinished_upload_tells_when_it_expires(tus: Tus) -> None:
    """Spec: "This header MUST be included in every PATCH response if the upload is going to expire. If the
    expiration is known at the creation, the Upload-Expires header MUST be included in the response to the
    initial POST request. [...] The value of the Upload-Expires header MUST be in RFC 7231 datetime format."
    """
    made = tus.create(11)
    sent = tus.patch(made["Location"], 0, b"hello")
    for answer in (made, sent):
        days = (parsedate_to_datetime(answer["Upload-Expires"]) - _now()) / timedelta(days=1)
        assert 6.9 < days < 7.1


def test_an_expired_upload_is_gone(tus: Tus) -> None:
    """Spec: "If a Client does attempt to resume an upload which has since been removed by the Server, the
    Server SHOULD respond with the 404 Not Found or 410 Gone status. The latter one SHOULD be used if the
    Server is keeping track of expired uploads."
    """
    path = tus.made(11)
    Upload.objects.update(expires_at=_now())
    assert tus.ask("HEAD", path).status_code == 410
    assert tus.patch(path, 0, b"hello").status_code == 410
    services.purge_uploads(now=_now() + timedelta(days=1))
    assert tus.ask("HEAD", path).status_code == 404
    assert list(folder().iterdir()) == []


# Termination


def test_a_terminated_upload_is_gone_with_its_bytes(tus: Tus) -> None:
    """Spec: "When receiving a DELETE request for an existing upload the Server SHOULD free associated
    resources and MUST respond with the 204 No Content status confirming that the upload was terminated. For
    all future requests to this URL, the Server SHOULD respond with the 404 Not Found or 410 Gone status."
    """
    path = tus.made(11)
    tus.patch(path, 0, b"hello")
    assert tus.ask("DELETE", path).status_code == 204
    assert list(folder().iterdir()) == []
    for answer in (tus.ask("HEAD", path), tus.patch(path, 5, b"x"), tus.ask("DELETE", path)):
        assert answer.status_code == 404


# Concatenation


def _parts(tus: Tus, *bodies: bytes) -> list[str]:
    return [tus.sent(body, Upload_Concat="partial", Upload_Metadata=None) for body in bodies]


def test_parts_become_one_file_in_the_order_of_the_list(tus: Tus, inspector: Any) -> None:
    """Spec: "After successful concatenation, the Upload-Offset and Upload-Length MUST be set and their values
    MUST be equal." And: "The Server MAY delete partial uploads after concatenation."
    """
    world, hello, empty = _parts(tus, b" world", b"hello", b"")
    made = tus.create(None, Upload_Concat=f"final;{hello} http://testserver{empty} {world}")
    assert made.status_code == 201
    answer = tus.ask("HEAD", made["Location"])
    assert (answer["Upload-Offset"], answer["Upload-Length"]) == ("11", "11")
    assert answer["Upload-Concat"] == f"final;{hello} {empty} {world}"
    done = services.finished(uuid.UUID(made["Location"].rpartition("/")[2]), inspector)
    assert done.path.read_bytes() == HELLO
    assert len(list(folder().iterdir())) == 1, "the parts have become the file"


def test_a_part_says_that_it_is_one(tus: Tus) -> None:
    """Spec: "Response to HEAD request against partial or final upload MUST include the Upload-Concat header
    and its value as received in the upload creation request."
    """
    (path,) = _parts(tus, b"hello")
    assert tus.ask("HEAD", path)["Upload-Concat"] == "partial"


def test_joining_that_is_asked_again_is_the_same_file(tus: Tus) -> None:
    """A client whose answer was lost on the way asks again, and sends nothing a second time."""
    parts = " ".join(_parts(tus, b"hello", b" world"))
    first, again = (tus.create(None, Upload_Concat=f"final;{parts}") for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first["Location"] == again["Location"]


def test_a_final_upload_takes_no_bytes(tus: Tus) -> None:
    """Spec: "The Server MUST respond with the 403 Forbidden status to PATCH requests against a final upload
    URL and MUST NOT modify the final or its partial uploads."
    """
    hello, world = _parts(tus, b"hello", b" world")
    path = tus.made(None, Upload_Concat=f"final;{hello} {world}")
    assert tus.patch(path, 11, b"!").status_code == 403
    assert _kept(path) == HELLO


def test_a_final_upload_has_no_length_of_its_own(tus: Tus) -> None:
    """Spec: "The Client MUST NOT include the Upload-Length header in the final upload creation." """
    hello, world = _parts(tus, b"hello", b" world")
    assert tus.create(11, Upload_Concat=f"final;{hello} {world}").status_code == 400
    assert tus.offset(hello) == 5


def test_unfinished_unknown_and_foreign_parts_are_refused(tus: Tus, other: Tus) -> None:
    (hello,) = _parts(tus, b"hello")
    (foreign,) = _parts(other, b" world")
    half = tus.made(6, Upload_Concat="partial")
    whole = tus.sent(b" world")
    for second, status in (
        (half, 409),
        (foreign, 404),
        (whole, 404),
        (f"/uploads/{uuid.uuid4()}", 404),
        (hello, 400),
        ("/media/x", 400),
    ):
        assert tus.create(None, Upload_Concat=f"final;{hello} {second}").status_code == status, second
    for wrong in ("final;", "final", "both", f"final {hello}"):
        assert tus.create(None, Upload_Concat=wrong).status_code == 400, wrong
    assert tus.offset(hello) == 5


def test_a_part_stands_in_one_file_only(tus: Tus) -> None:
    """Asked again, as after a lost answer, it is the same file; another file of the same parts is none."""
    hello, world = _parts(tus, b"hello", b" world")
    made = tus.made(None, Upload_Concat=f"final;{hello} {world}")
    assert tus.made(None, Upload_Concat=f"final;{hello} {world}") == made
    assert tus.create(None, Upload_Concat=f"final;{world} {hello}").status_code == 404
    assert tus.ask("HEAD", hello).status_code in (404, 410)
