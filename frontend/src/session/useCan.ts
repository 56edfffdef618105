import { can, useSession } from "../api/session";
import type { Session, User } from "../api/types";

/** Whether the person here holds `permission` in `commune`, or in any commune when none is named. */
export function useCan(permission: string, commune?: number): boolean {
  return can(useSession().data, permission, commune);
}

/** The person who is logged in; null for the public and while the session is being read. */
export function useUser(): User | null {
  return useSession().data?.user ?? null;
}

/** The communes, among those given, in which the person holds `permission`. */
export function communesWith<T extends { id: number }>(
  session: Session | undefined,
  permission: string,
  communes: readonly T[],
): T[] {
  return communes.filter((commune) => can(session, permission, commune.id));
}
