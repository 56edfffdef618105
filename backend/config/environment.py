"""Settings of a deployment: typed, from the environment (`KHARITA_*`, `DATABASE_URL`) or a `.env` file."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL = ("127.0.0.1", "localhost", "::1")
INSECURE_KEY = "development-only-key-never-used-when-debug-is-off"


class Environment(BaseSettings):
    """One field, one setting. Times in seconds, sizes in bytes, lengths in metres."""

    model_config = SettingsConfigDict(env_prefix="KHARITA_", env_file=ROOT / ".env", extra="ignore")

    debug: bool = False
    secret_key: SecretStr = SecretStr("")
    database_url: str = Field(default="postgresql:///kharita", validation_alias="DATABASE_URL")
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]"]
    public_url: str = "http://127.0.0.1:8000"
    https: bool | None = None  # None: as `public_url` says
    behind_proxy: bool = False
    srid: int = 26191
    language: Literal["ar", "fr", "en"] = "ar"
    time_zone: str = "Africa/Casablanca"
    media_dir: Path = ROOT / "var" / "media"
    frontend_dir: Path = ROOT / "frontend" / "dist"
    basemap_url: str = ""
    publisher_ar: str = ""
    publisher_fr: str = ""
    publisher_en: str = ""
    publisher_url: str = ""
    publisher_email: str = ""
    licence: str = "law-31-13"
    publish_to: str = str(ROOT / "var" / "published")
    serves_web: bool = False  # set by config/wsgi.py: the database session of a request has limits of its own
    web_threads: int = Field(default=8, ge=2, le=64)  # of each web process; each holds a database connection
    statement_timeout_seconds: int = Field(default=30, ge=1)
    lock_timeout_seconds: int = Field(default=5, ge=1)
    idle_transaction_seconds: int = Field(default=30, ge=1)
    live_url: str = ""  # "": no live map; "/live": behind a proxy; ":8001/live": the page's host on that port
    live_streams_max: int = Field(default=5_000, ge=1)
    live_streams_per_address: int = Field(default=200, ge=1)
    live_recheck_seconds: int = Field(default=30, ge=1, le=60)  # how old a viewer's rights may grow
    tile_cache_bytes: int = Field(default=64 * 1024**2, ge=0)
    tile_cache_url: str = ""  # redis://…, rediss://… or unix://…: shared by all web processes; "": by none
    dask_scheduler: str = Field(default="", validation_alias="DASK_SCHEDULER")  # "": this machine's own cores
    upload_max_bytes: int = Field(default=512 * 1024**2, ge=1024)
    uploads_s3: str = ""  # s3://bucket/prefix: large files go there; "": below media_dir
    uploads_bytes_max: int = Field(default=64 * 1024**3, ge=1024)  # one file, whatever its purpose allows
    uploads_person_bytes_max: int = Field(default=256 * 1024**3, ge=1024)  # not yet used, of one person
    uploads_free_bytes: int = Field(default=2 * 1024**3, ge=0)  # what uploads leave free on the disk
    uploads_days: int = Field(default=7, ge=1, le=90)  # so long an upload rests before it is deleted
    surveys_inbox: Path | None = None  # a folder of this machine whose GeoTIFFs may be taken for surveys
    surveys_urls: list[str] = []  # addresses that files of surveys may be fetched below; private networks
    odm_url: str = ""  # an OpenDroneMap node (NodeODM, ClusterODM): http://127.0.0.1:3000
    odm_token: SecretStr = SecretStr("")
    document_max_bytes: int = Field(default=50 * 1024**2, ge=1024)  # one document of a permit
    pages_dir: Path = ROOT / "var" / "pages"  # pictures of documents' pages, drawn again when they are gone
    pages_max: int = Field(default=2_000, ge=1)
    signing_certificate: Path = (
        ROOT / "var" / "signing" / "test.p12"
    )  # PKCS#12: the president's, or a test one
    signing_passphrase: SecretStr = SecretStr("")
    signing_timestamp_url: str = ""  # an RFC 3161 service; with it signatures say when they were made (B-T)
    mail_from: str = ""  # "": no mail is sent, messages wait in the outbox
    smtp_host: str = "localhost"
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    sms_gateway: Literal["none", "log", "http"] = "none"
    sms_url: str = ""
    sms_token: SecretStr = SecretStr("")
    import_rows_max: int = Field(default=2_000_000, ge=1)
    export_days: int = Field(default=7, ge=1, le=365)  # so long a person's file lies ready
    export_public_days: int = Field(default=1, ge=1, le=365)
    export_files_max: int = Field(default=20, ge=1)  # lying ready or waiting, of one person
    export_public_files_max: int = Field(default=3, ge=0)  # of one address without an account; 0: none
    export_bytes_max: int = Field(default=4 * 1024**3, ge=1024)  # of one person together
    export_public_bytes_max: int = Field(default=4 * 1024**3, ge=0)  # of all the public together
    export_public_rows_max: int = Field(default=250_000, ge=1)
    export_stream_rows: int = Field(default=50_000, ge=1)  # given at once; more by a job
    login_attempts_max: int = Field(default=5, ge=1)
    login_cooloff_seconds: int = Field(default=900, ge=1)
    public_requests_per_minute: int = Field(default=3_000, ge=0)  # of one address, in one process; 0: any
    account_requests_per_minute: int = Field(default=12_000, ge=0)
    wrong_tokens_per_minute: int = Field(default=30, ge=1)
    token_days_max: int = Field(default=365, ge=1, le=3650)
    tokens_per_person_max: int = Field(default=20, ge=1)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("srid")
    @classmethod
    def _srid_is_projected_in_metres(cls, srid: int) -> int:
        from pyproj import CRS  # heavy: only where a deployment's settings are read
        from pyproj.exceptions import CRSError

        try:
            crs = CRS.from_epsg(srid)
        except CRSError as error:
            raise ValueError(f"EPSG:{srid} is not known to PROJ") from error
        if not crs.is_projected or crs.axis_info[0].unit_name != "metre":
            raise ValueError(f"EPSG:{srid} ({crs.name}) is not a projected system in metres")
        return srid

    @field_validator("live_url")
    @classmethod
    def _live_url_is_a_path_or_a_port(cls, address: str) -> str:
        if not re.fullmatch(r"(:\d{1,5})?/[\w/-]*", address) and address:
            raise ValueError("KHARITA_LIVE_URL is a path such as /live, or a port and a path: :8001/live")
        return address

    @field_validator("tile_cache_url")
    @classmethod
    def _tile_cache_is_a_redis(cls, address: str) -> str:
        if address and urlsplit(address).scheme not in ("redis", "rediss", "unix"):
            raise ValueError("KHARITA_TILE_CACHE_URL is an address such as redis://127.0.0.1:6379/0")
        return address

    @field_validator("uploads_s3")
    @classmethod
    def _uploads_go_to_a_bucket(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme != "s3" or not parts.netloc):
            raise ValueError("KHARITA_UPLOADS_S3 names a bucket like this: s3://bucket/prefix")
        return address

    @field_validator("surveys_urls")
    @classmethod
    def _surveys_come_from_addresses_or_networks(cls, places: list[str]) -> list[str]:
        for place in places:
            parts = urlsplit(place)
            is_address = parts.scheme in ("http", "https") and parts.hostname and not parts.query
            if not is_address and not _is_network(place):
                raise ValueError(
                    f"{place} is neither an address such as https://cloud.example.ma/flights/ "
                    "nor a network such as 10.20.0.0/16"
                )
        return places

    @field_validator("odm_url")
    @classmethod
    def _odm_is_an_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
            raise ValueError(
                "KHARITA_ODM_URL is an address such as http://127.0.0.1:3000; "
                "its token stands in KHARITA_ODM_TOKEN"
            )
        return address

    @model_validator(mode="after")
    def _an_sms_gateway_has_an_address(self) -> "Environment":
        if self.sms_gateway == "http" and urlsplit(self.sms_url).scheme not in ("http", "https"):
            raise ValueError("KHARITA_SMS_GATEWAY is http: give the gateway's address in KHARITA_SMS_URL.")
        return self

    @model_validator(mode="after")
    def _https_unless_local(self) -> "Environment":
        address = urlsplit(self.public_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("KHARITA_PUBLIC_URL is no address such as https://maps.commune.ma.")
        if self.https is None:
            if address.scheme == "http" and address.hostname not in LOCAL and not self.debug:
                raise ValueError(
                    "KHARITA_PUBLIC_URL is not https: sessions would travel in the clear. "
                    "Give it an https address, or accept that with KHARITA_HTTPS=false."
                )
            self.https = address.scheme == "https"
        if address.hostname not in self.allowed_hosts:
            self.allowed_hosts = [*self.allowed_hosts, address.hostname]
        return self

    @model_validator(mode="after")
    def _secret_key_is_set_outside_development(self) -> "Environment":
        if not self.secret_key.get_secret_value():
            if not self.debug:
                raise ValueError(
                    "KHARITA_SECRET_KEY is not set: give it a long random text, or set KHARITA_DEBUG."
                )
            self.secret_key = SecretStr(INSECURE_KEY)
        return self


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


class BadEnvironment(SystemExit):
    """The process cannot start: each faulty setting is named on a line of its own."""


def read_environment() -> Environment:
    """The validated settings; `BadEnvironment` names each faulty one in plain words."""
    try:
        return Environment()
    except ValidationError as error:
        lines = [
            f"  {'KHARITA_' + str(fault['loc'][0]).upper() if fault['loc'] else 'settings'}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise BadEnvironment("Kharita cannot start with these settings:\n" + "\n".join(lines)) from error
