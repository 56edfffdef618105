import { currentLanguage } from "../i18n/language";
import { ApiProblem } from "./problem";

type Query = Record<string, string | number | boolean | null | undefined>;

interface Request {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  /** A plain object is sent as JSON, a FormData as it is. */
  body?: unknown;
  signal?: AbortSignal;
}

let csrfToken = "";

/** Django changes the token at login: the session's answer carries the new one. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** What a request that changes something carries in `X-CSRFToken`. */
export function csrfHeader(): string {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? csrfToken;
}

export function apiUrl(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return `/api/v1${path}${search ? `?${search}` : ""}`;
}

async function problemFrom(response: Response): Promise<ApiProblem> {
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const body: unknown = isJson ? await response.json().catch(() => ({})) : {};
  return new ApiProblem(response.status, (body ?? {}) as Record<string, unknown>);
}

async function send(path: string, { method = "GET", query, body, signal }: Request): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": currentLanguage(),
  };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRFToken"] = csrfHeader();
  try {
    return await fetch(apiUrl(path, query), {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, { type: "/problems/offline" });
  }
}

/** One call of the JSON API. Throws `ApiProblem` for every answer that is not a success. */
export async function api<T>(path: string, request: Request = {}): Promise<T> {
  const response = await send(path, request);
  if (!response.ok) throw await problemFrom(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}
