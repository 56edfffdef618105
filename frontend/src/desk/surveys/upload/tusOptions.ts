import { ApiProblem } from "../../../api/problem";
import { FILE_HEADER, type TusOptions, type UploadStack } from "./uploadStack";

const MB = 1_000_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, ...Array.from({ length: 200 }, () => 30_000)];
const CHECKSUM_MISMATCH = 460;
/** Said again with every answer of an upload: not worth a word, and never final. */
const TRANSIENT = new Set([408, 409, 423, 425, 429, CHECKSUM_MISMATCH]);

/** Smaller chunks on a slower line: what a cut loses is at most one of each part. */
function chunkBytes(): number {
  const line = (navigator as { connection?: { downlink?: number } }).connection?.downlink ?? 10;
  return line < 2 ? MB : line < 8 ? 4 * MB : 8 * MB;
}

/** How files travel to the server here, whatever they are for. */
export function tusOptions(stack: UploadStack) {
  return {
    endpoint: "/uploads/",
    chunkSize: chunkBytes(),
    retryDelays: RETRY_MS,
    removeFingerprintOnSuccess: true,
    httpStack: stack,
    headers: (file: { id: string }) => ({ [FILE_HEADER]: file.id }),
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return status === 0 || status >= 500 || TRANSIENT.has(status);
    },
  } satisfies TusOptions;
}

/** What the server said of it, else that nobody answered. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const response = (error as { originalResponse?: { getStatus(): number; getBody(): string } })
    .originalResponse;
  if (!response) return new ApiProblem(0, { type: "/problems/offline" });
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(response.getBody()) as Record<string, unknown>;
  } catch {
    // not every proxy between says it in JSON
  }
  return new ApiProblem(response.getStatus(), body);
}
