import { useMemo, useState } from "react";
import type { Position } from "../../../api/types";
import type { Area } from "../../shared/types";
import {
  add,
  choose,
  close,
  crossesItself,
  EMPTY,
  insertAfter,
  moveChosen,
  type Outline,
  outlineOf,
  polygonOf,
  removeAt,
} from "./outline";
import { Plane } from "./plane";
import { ringsOf } from "./rings";
import { cornerAt, edgeAt, type SnapKind, snap } from "./snapping";

const REACH_PX = 14;

interface OutlineParts {
  site: Area;
  stored: Area | null;
  onArea: (area: GeoJSON.Polygon | null) => void;
}

/** The outline under the hand: each tap adds, closes, chooses, moves or inserts; every step can be undone. */
export function useOutline({ site, stored, onArea }: OutlineParts) {
  const rings = useMemo(() => ringsOf(site), [site]);
  const plane = useMemo(() => new Plane(rings[0]?.[0] ?? [0, 0]), [rings]);
  const [outline, setOutline] = useState<Outline>(() => (stored && outlineOf(stored)) ?? EMPTY);
  const [past, setPast] = useState<readonly Outline[]>([]);
  const [caught, setCaught] = useState<SnapKind>(null);

  const show = (next: Outline) => {
    setOutline(next);
    const isWhole = next.isClosed && !crossesItself(next.corners, plane);
    if (isWhole) onArea(polygonOf(next.corners, plane));
    else if (outline.isClosed && !next.isClosed) onArea(null);
  };
  const step = (next: Outline) => {
    if (next === outline) return;
    setPast([...past, outline]);
    show(next);
  };
  const tap = (place: Position, metresPerPixel: number) => {
    const reach = metresPerPixel * REACH_PX;
    const own = cornerAt(place, outline.corners, plane, reach);
    if (!outline.isClosed) {
      if (own === 0 && outline.corners.length >= 3) return step(close(outline));
      const found = snap(place, rings, plane, reach);
      setCaught(found.kind);
      return step(add(outline, found.at));
    }
    if (own >= 0 && (outline.chosen === null || own === outline.chosen))
      return setOutline(choose(outline, own));
    if (outline.chosen !== null) return step(moveChosen(outline, snap(place, rings, plane, reach).at));
    const edge = edgeAt(place, outline.corners, plane, reach);
    if (edge >= 0) step(insertAfter(outline, edge, place));
  };
  return {
    outline,
    plane,
    caught,
    plot: rings[0] ?? [],
    isCrossed: outline.isClosed && crossesItself(outline.corners, plane),
    canUndo: past.length > 0,
    tap,
    close: () => step(close(outline)),
    remove: (index: number) => step(removeAt(outline, index)),
    replace: (corners: readonly Position[]) => step({ corners, isClosed: true, chosen: null }),
    clear: () => step(EMPTY),
    choose: (index: number) => setOutline(choose(outline, index)),
    undo: () => {
      const last = past.at(-1);
      if (!last) return;
      setPast(past.slice(0, -1));
      show(last);
    },
  };
}

export type Sketch = ReturnType<typeof useOutline>;
