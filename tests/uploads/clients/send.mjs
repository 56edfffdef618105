// One file by tus-js-client, resumed where an earlier run of this program left off.
// send.mjs ADDRESS TOKEN FILE MEMORY CHUNK [parallel]
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const tus = require("tus-js-client");
const [address, token, file, memory, chunk, ...rest] = process.argv.slice(2);

const upload = new tus.Upload(createReadStream(file), {
  endpoint: address,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { purpose: "trial", filename: basename(file) },
  chunkSize: Number(chunk),
  parallelUploads: rest.includes("parallel") ? 2 : 1,
  retryDelays: Array(100).fill(200),
  urlStorage: new tus.FileUrlStorage(memory),
  storeFingerprintForResuming: true,
  removeFingerprintOnSuccess: true,
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => process.exit(0),
});
const [previous] = await upload.findPreviousUploads();
if (previous) upload.resumeFromPreviousUpload(previous);
upload.start();
