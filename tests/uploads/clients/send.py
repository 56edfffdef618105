"""One file by tus-py-client, resumed where an earlier run of this program left off.

send.py ADDRESS TOKEN FILE MEMORY CHUNK [checksum]
"""

import sys
import time
from pathlib import Path

from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.storage import filestorage

address, token, file, memory, chunk, *rest = sys.argv[1:]
client = TusClient(address, headers={"Authorization": f"Bearer {token}"})
uploader = client.uploader(
    file,
    chunk_size=int(chunk),
    metadata={"purpose": "trial", "filename": Path(file).name},
    retries=100,
    retry_delay=0.2,
    store_url=True,
    url_storage=filestorage.FileStorage(memory),
    upload_checksum="checksum" in rest,
)
while True:
    try:
        uploader.upload()
        break
    except TusCommunicationError as error:
        if error.status_code is not None:
            raise
        time.sleep(0.2)  # nobody answered: the library tries again where an upload has an address, else never
