import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import { useSession } from "../../api/session";
import type { Position } from "../../api/types";
import type { MapEngine } from "../../map/engine";
import { measureShapes } from "../../map/measure";
import { NOTHING } from "../../map/overlays";
import { isEnough, KIND, type MeasureKind } from "./kinds";

export type Measurement = components["schemas"]["MeasurementOut"];
export type MeasureValues = components["schemas"]["MeasureOut"];

/** The measuring tool of a survey: corners placed on the map, figures from the server, kept under a name. */
export function useMeasures(survey: number, before: number | null, engine: RefObject<MapEngine | null>) {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [tool, setTool] = useState<MeasureKind | null>(null);
  const [corners, setCorners] = useState<readonly Position[]>([]);
  const listKey = ["surveys", "measurements", survey];
  const list = useQuery({
    queryKey: listKey,
    queryFn: () => api<Measurement[]>(`/surveys/${survey}/measurements`),
    enabled: Boolean(session?.user),
    retry: false,
  });
  const asked = tool && isEnough(tool, corners.length) ? geometryOf(tool, corners) : null;
  const body = { kind: tool, geometry: asked, before };
  const values = useQuery({
    queryKey: ["surveys", "measured", survey, body],
    queryFn: () => api<MeasureValues>(`/surveys/${survey}/measure`, { method: "POST", body }),
    enabled: asked !== null && tool !== "note",
    retry: false,
  });
  const keep = useMutation({
    mutationFn: (told: { name: string; note: string }) =>
      api<Measurement>(`/surveys/${survey}/measurements`, { method: "POST", body: { ...body, ...told } }),
    onSuccess: async () => {
      setCorners([]);
      await client.invalidateQueries({ queryKey: listKey });
    },
  });
  const remove = useMutation({
    mutationFn: (id: number) => api(`/surveys/${survey}/measurements/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: listKey }),
  });

  useEffect(() => {
    engine.current?.setMeasuring(tool !== null);
    engine.current?.setOverlay(
      "measure",
      tool
        ? measureShapes(
            corners,
            KIND[tool].shape === "polygon" ? "area" : "distance",
            corners.map(() => false),
          )
        : undefined,
    );
  }, [engine, tool, corners]);
  useEffect(() => {
    engine.current?.setOverlay("shapes", shapesOf(list.data ?? []));
  }, [engine, list.data]);

  return {
    tool,
    corners,
    before,
    values,
    keep,
    remove,
    list,
    mayKeep: list.isSuccess,
    survey,
    start: (kind: MeasureKind) => {
      setTool((held) => (held === kind ? null : kind));
      setCorners([]);
    },
    stop: () => {
      setTool(null);
      setCorners([]);
    },
    undo: () => setCorners((held) => held.slice(0, -1)),
    place: (position: Position) => {
      if (!tool) return;
      const last = corners.at(-1);
      if (last && last[0] === position[0] && last[1] === position[1]) return; // a double click
      setCorners(KIND[tool].shape === "point" ? [position] : [...corners, position]);
    },
    show: (one: Measurement) => {
      const bounds = boundsOf(one.geometry as unknown as GeoJSON.Geometry);
      if (bounds) engine.current?.fit(bounds, 21);
    },
  };
}

export type Measures = ReturnType<typeof useMeasures>;

function geometryOf(kind: MeasureKind, corners: readonly Position[]): GeoJSON.Geometry {
  const points = corners.map((corner) => [...corner]);
  const [first = []] = points;
  const { shape } = KIND[kind];
  if (shape === "point") return { type: "Point", coordinates: first };
  if (shape === "line") return { type: "LineString", coordinates: points };
  return { type: "Polygon", coordinates: [[...points, first]] };
}

function shapesOf(list: readonly Measurement[]): GeoJSON.FeatureCollection {
  if (list.length === 0) return NOTHING;
  return {
    type: "FeatureCollection",
    features: list.map((one) => ({
      type: "Feature",
      id: one.id,
      properties: { color: "#FFD23F" },
      geometry: one.geometry as unknown as GeoJSON.Geometry,
    })),
  };
}

function boundsOf(geometry: GeoJSON.Geometry): [number, number, number, number] | null {
  if (!("coordinates" in geometry)) return null;
  const flat = (geometry.coordinates as unknown[]).flat(3) as number[];
  const xs = flat.filter((_, index) => index % 2 === 0);
  const ys = flat.filter((_, index) => index % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
