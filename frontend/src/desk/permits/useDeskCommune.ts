import { useSession } from "../../api/session";
import type { Commune } from "../../api/types";
import { communesWith } from "../../session/useCan";
import { useCommunes } from "../../session/useCommunes";

/** The communes in which the reader holds `permission`, and the one that is meant: the chosen, else the first. */
export function useDeskCommune(
  permission: string,
  chosen: number | null = null,
): { communes: Commune[]; commune: Commune | undefined } {
  const { data: session } = useSession();
  const communes = communesWith(session, permission, useCommunes().data ?? []);
  return { communes, commune: communes.find((one) => one.id === chosen) ?? communes[0] };
}
