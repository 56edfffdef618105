import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api/client";
import type { Import, ReportRow } from "./types";

const KIN_MAX = 12;

/** Where the parcels lie that a divided or merged row comes from or becomes, as far as they can be found. */
export function useKin(item: Import, row: ReportRow | null): GeoJSON.Geometry[] {
  const references = row ? [...row.parents, ...row.children].slice(0, KIN_MAX) : [];
  const found = useQueries({
    queries: references.map((reference) => ({
      queryKey: ["kin", item.commune_id, item.state, reference],
      queryFn: () => readShape(reference, item.commune_id),
      retry: false,
      staleTime: 60_000,
    })),
  });
  const shapes = found.map((query) => query.data);
  const signature = shapes.map((shape) => (shape ? "1" : "0")).join("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shapes of one row change only with who was found.
  return useMemo(() => shapes.filter((shape) => shape !== undefined), [signature, row]);
}

async function readShape(reference: string, commune: number): Promise<GeoJSON.Geometry> {
  const slug = reference.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "-");
  const dossier = await api<{ parcel: { geometry: GeoJSON.Geometry } }>(
    `/parcels/${encodeURIComponent(slug)}`,
    {
      query: { commune },
    },
  );
  return dossier.parcel.geometry;
}
