import { useQuery } from "@tanstack/react-query";
import { useSession } from "../api/session";
import type { Crs } from "../map/crs";

/** The official system of the deployment, once its code is here; the projections come only when asked for. */
export function useCrs(): { crs: Crs | null; name: string } {
  const { data: session } = useSession();
  const srid = session?.settings.srid ?? null;
  const { data } = useQuery({
    queryKey: ["crs", srid],
    queryFn: async () => (await import("../map/crs")).officialCrs(srid ?? 0),
    enabled: srid !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { crs: data ?? null, name: session?.settings.crs_name ?? "" };
}
