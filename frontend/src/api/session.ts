import { useQuery } from "@tanstack/react-query";
import { api, rememberCsrfToken } from "./client";
import { queryClient } from "./queryClient";
import { source } from "./source";
import type { Session } from "./types";

const SESSION_KEY = ["session"] as const;

/** Who is here and how this deployment is set; read once, then kept until login or logout. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY });
}

async function readSession(): Promise<Session> {
  const session = await source.session();
  rememberCsrfToken(session.csrf_token);
  return session;
}

/** After login: everything read before belongs to somebody else. */
export function acceptSession(session: Session): void {
  rememberCsrfToken(session.csrf_token);
  queryClient.clear();
  queryClient.setQueryData(SESSION_KEY, session);
}

export async function logOut(): Promise<void> {
  await api("/session", { method: "DELETE" });
  queryClient.clear();
  location.assign("/");
}

/** Whether the person holds `permission` in `commune`, or in any commune when none is named. */
export function can(session: Session | undefined, permission: string, commune?: number): boolean {
  const held = session?.user?.permissions[permission];
  if (!held) return false;
  if (held === "all") return true;
  return commune === undefined ? held.length > 0 : held.includes(commune);
}
