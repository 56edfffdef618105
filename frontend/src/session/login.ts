import { api, rememberCsrfToken } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { queryClient } from "../api/queryClient";
import type { Session } from "../api/types";

type Credentials = { username: string; password: string };

export function logIn(credentials: Credentials): Promise<Session> {
  return api<Session>("/session", { method: "POST", body: credentials });
}

/** The same person came back: what is on the page stays, and what failed meanwhile is read again. */
export async function resumeSession(session: Session): Promise<void> {
  rememberCsrfToken(session.csrf_token);
  queryClient.setQueryData(["session"], session);
  await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "session" });
}

export function changePassword(passwords: { current: string; new: string }): Promise<void> {
  return api("/session/password", { method: "POST", body: passwords });
}

/** A path of this site to return to after login; anything else would let a link lead elsewhere. */
export function safeReturn(next: string | null, fallback = "/desk"): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return fallback;
  return new URL(next, "https://kharita.invalid").pathname === "/login" ? fallback : next;
}

export function loginAddress(path: string): string {
  return `/login?next=${encodeURIComponent(path)}`;
}

export function isLoggedOut(problem: ApiProblem): boolean {
  return problem.status === 401 && problem.code === "not-logged-in";
}
