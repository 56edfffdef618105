"""How GDAL is set up in every process that opens a stranger's raster."""

CONFINED = {
    # Nothing beside the file is looked for or written: overviews, masks, world files, .aux.xml, RPCs.
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
    "GDAL_GEOREF_SOURCES_WARN": "NO",
    "ESRI_XML_PAM": "NO",
    # Nothing from the network.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing-from-the-network",
    "CPL_CURL_ENABLE_VSIMEM": "NO",
    "GDAL_HTTP_TIMEOUT": "1",
    "PROJ_NETWORK": "OFF",
    "GDAL_SKIP_NETWORK": "YES",
    # What is damaged is an error, never a guess.
    "GDAL_ERROR_ON_LIBJPEG_WARNING": "TRUE",
    "GTIFF_VIRTUAL_MEM_IO": "NO",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "CPL_LOG_ERRORS": "OFF",
}
