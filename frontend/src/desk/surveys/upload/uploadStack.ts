import type Tus from "@uppy/tus";
import { csrfHeader } from "../../../api/client";
import { currentLanguage } from "../../../i18n/language";

export type TusOptions = ConstructorParameters<typeof Tus>[1];
type HttpStack = NonNullable<TusOptions["httpStack"]>;
type HttpRequest = ReturnType<HttpStack["createRequest"]>;
type HttpResponse = Awaited<ReturnType<HttpRequest["send"]>>;

/** Says which file a request belongs to; it never leaves the browser. */
export const FILE_HEADER = "Kharita-File";
const LAST_STEP_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** Why nothing travels although nobody paused it. */
export type Hold = "offline" | "login" | "server";

export interface StackEvents {
  /** Bytes of a part that are on the server for good, or only on their way there. */
  onPart: (file: string, part: string, bytes: { kept?: number; sent?: number }) => void;
  onHold: (file: string, hold: Hold | null) => void;
}

/**
 * How tus speaks to the server here: each chunk with its sha1, so that what was garbled on its way is refused
 * there; nothing sent while the network is gone; and nothing given up because a session ended meanwhile.
 */
export class UploadStack implements HttpStack {
  private readonly waiting = new Set<() => void>();

  constructor(readonly events: StackEvents) {}

  createRequest(method: string, url: string): HttpRequest {
    return new StackRequest(this, method, url);
  }

  getName(): string {
    return "UploadStack";
  }

  /** Who logged in again, or whose network is back, need not wait for the next attempt. */
  wake(): void {
    for (const go of [...this.waiting]) go();
  }

  /** Until woken, or for at most so long. */
  rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      this.waiting.add(go);
      signal.addEventListener("abort", go, { once: true });
    });
  }
}

const LONG_MS = 3_600_000;

class StackRequest implements HttpRequest {
  private readonly headers = new Map<string, string>();
  private readonly stopped = new AbortController();
  private xhr: XMLHttpRequest | null = null;
  private tellSent: (bytes: number) => void = () => undefined;

  constructor(
    private readonly stack: UploadStack,
    private readonly method: string,
    private readonly url: string,
  ) {}

  getMethod = () => this.method;
  getURL = () => this.url;
  getHeader = (name: string) => this.headers.get(name);
  getUnderlyingObject = () => this.xhr;
  setHeader = (name: string, value: string) => void this.headers.set(name, value);
  setProgressHandler = (handler: (bytes: number) => void) => {
    this.tellSent = handler;
  };

  async abort(): Promise<void> {
    this.stopped.abort();
    this.xhr?.abort();
  }

  async send(body: unknown = null): Promise<HttpResponse> {
    const checksum = await checksumOf(body);
    if (checksum) this.headers.set("Upload-Checksum", checksum);
    for (let attempt = 0; ; attempt++) {
      await this.untilOnline();
      const response = await this.once(body).catch((error: unknown) => {
        if (!this.isLastStep) throw error;
        return null;
      });
      if (response && (await this.isAnswer(response))) {
        this.hold(null);
        this.note(response);
        return response;
      }
      if (this.stopped.signal.aborted) return new Promise(() => undefined);
      if (!response || response.getStatus() >= 500) {
        this.hold("server");
        await this.stack.rest(LAST_STEP_MS[Math.min(attempt, LAST_STEP_MS.length - 1)] ?? 0, this.signal);
      }
    }
  }

  private get signal(): AbortSignal {
    return this.stopped.signal;
  }

  /** The request that joins the parts: the library would give up the whole file if it failed. */
  private get isLastStep(): boolean {
    return this.headers.get("Upload-Concat")?.startsWith("final") ?? false;
  }

  private get file(): string {
    return this.headers.get(FILE_HEADER) ?? "";
  }

  private hold(hold: Hold | null): void {
    this.stack.events.onHold(this.file, hold);
  }

  private async untilOnline(): Promise<void> {
    while (!navigator.onLine && !this.signal.aborted) {
      this.hold("offline");
      await this.stack.rest(LONG_MS, this.signal);
    }
  }

  /** Whether the library may see it: it takes a refusal for the end of the upload, also where one must log in. */
  private async isAnswer(response: HttpResponse): Promise<boolean> {
    const status = response.getStatus();
    if (status === 401 || (status === 403 && this.method === "HEAD")) {
      this.hold("login");
      await this.stack.rest(LONG_MS, this.signal);
      return false;
    }
    return !(this.isLastStep && status >= 500);
  }

  private once(body: unknown): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      if (this.signal.aborted) return;
      const xhr = new XMLHttpRequest();
      this.xhr = xhr;
      xhr.open(this.method, this.url, true);
      for (const [name, value] of this.headers) if (name !== FILE_HEADER) xhr.setRequestHeader(name, value);
      xhr.setRequestHeader("X-CSRFToken", csrfHeader());
      xhr.setRequestHeader("Accept-Language", currentLanguage());
      const begin = Number(this.headers.get("Upload-Offset") ?? 0);
      xhr.upload.onprogress = ({ loaded }) => {
        this.tellSent(loaded);
        this.stack.events.onPart(this.file, this.url, { sent: begin + loaded });
      };
      xhr.onload = () => resolve(answerOf(xhr));
      xhr.onerror = () => {
        this.stack.events.onPart(this.file, this.url, { sent: begin });
        this.hold(navigator.onLine ? "server" : "offline");
        reject(new Error(`${this.method} ${this.url}: no answer`));
      };
      xhr.send(body as XMLHttpRequestBodyInit | null);
    });
  }

  private note(response: HttpResponse): void {
    const offset = response.getHeader("Upload-Offset");
    const isGood = response.getStatus() < 300;
    const made = this.method === "POST" ? response.getHeader("Location") : this.url;
    if (!isGood || !made || this.isLastStep) return;
    const kept = Number(offset ?? 0);
    this.stack.events.onPart(this.file, new URL(made, location.href).href, { kept, sent: kept });
  }
}

function answerOf(xhr: XMLHttpRequest): HttpResponse {
  return {
    getStatus: () => xhr.status,
    getHeader: (name) => xhr.getResponseHeader(name) ?? undefined,
    getBody: () => xhr.responseText,
    getUnderlyingObject: () => xhr,
  };
}

/** tus checksum of a chunk; none where the page is not in a secure context and the browser cannot hash. */
async function checksumOf(body: unknown): Promise<string | null> {
  if (!(body instanceof Blob) || body.size === 0 || !globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", await body.arrayBuffer()));
  return `sha1 ${btoa(String.fromCharCode(...digest))}`;
}
