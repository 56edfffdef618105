"""GDAL as imports may use it: without the network, without extensions."""

from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def gdal() -> ModuleType:
    """`pyogrio`, confined.

    It is loaded with the first file that is read: it brings pandas along, a second's work, and most processes
    never read a file.
    """
    pyogrio = import_module("pyogrio")
    pyogrio.set_gdal_config_options(
        {
            "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing-from-the-network",
            "GDAL_HTTP_TIMEOUT": "1",
            "OGR_SQLITE_LOAD_EXTENSIONS": "",
            "OGR_GPKG_NUM_THREADS": "1",
            "SHAPE_RESTORE_SHX": "YES",
        }
    )
    return pyogrio
