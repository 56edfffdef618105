import { useCallback, useEffect, useRef } from "react";
import { useDossier } from "../api/queries";
import { type ParcelKey, parcelKey, source } from "../api/source";
import type { Bounds, Position, SearchItem } from "../api/types";
import { selectionOf, shapesOf } from "../dossier/shapes";
import { useI18n } from "../i18n/t";
import { useLiveDossier } from "../live/useLive";
import { toast } from "../ui/Toast";
import type { Explorer } from "./useExplorer";

/** Farther out blocks are drawn in place of parcels: who asks there is taken to where the parcel can be seen. */
const PARCELS_FROM_ZOOM = 15;
const PARCEL_ZOOM = 17;

function contains(outer: Bounds, inner: Bounds): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** Opens parcels from the map, the search or a link, and keeps the map showing the one that is open. */
export function useSelection(explorer: Explorer, isNarrow: boolean) {
  const { t } = useI18n();
  const { engine, parcel, setParcel } = explorer;
  const dossier = useDossier(parcel);
  useLiveDossier(dossier.data);
  // A parcel chosen in a list or named by a link is brought into view; one that was clicked is there already.
  const mustShow = useRef(explorer.camera === null);
  const shown = dossier.data;
  const isReady = explorer.camera !== null;

  useEffect(() => {
    const map = engine.current;
    if (!map || !isReady) return;
    if (!parcel || !shown) {
      map.setOverlay("selection");
      map.setOverlay("shapes");
      return;
    }
    map.setOverlay("selection", selectionOf(shown));
    map.setOverlay("shapes", shapesOf(shown));
  }, [engine, isReady, parcel, shown]);

  const bbox = parcel ? shown?.parcel.bbox : undefined;
  const shownId = shown?.parcel.id;
  useEffect(() => {
    const map = engine.current;
    if (!map || !isReady || !bbox || shownId === undefined) return;
    if (mustShow.current || !contains(map.bounds(), bbox)) map.fit(bbox, 18.5);
    mustShow.current = false;
  }, [engine, isReady, bbox, shownId]);

  const open = useCallback(
    (key: ParcelKey | null, bringIntoView = true) => {
      mustShow.current = bringIntoView;
      setParcel(key);
    },
    [setParcel],
  );

  /** In the next frame, when a sheet that opens for the parcel has said how much of the map it covers. */
  const approach = useCallback(
    (position: Position) => {
      const map = engine.current;
      if (!map) return;
      const isFar = map.camera().zoom < PARCELS_FROM_ZOOM;
      if (isFar || isNarrow) requestAnimationFrame(() => map.goTo(position, isFar ? PARCEL_ZOOM : undefined));
    },
    [engine, isNarrow],
  );

  /** The parcel under a place of the map, if there is one; the map shows it large enough. */
  const openAt = useCallback(
    async (position: Position): Promise<ParcelKey | null> => {
      try {
        const key = await source.parcelAt(position);
        open(key, false);
        if (key !== null) approach(position);
        return key;
      } catch {
        toast(t("problem.offline"), "late");
        return null;
      }
    },
    [approach, open, t],
  );

  const openItem = useCallback(
    (item: SearchItem) => {
      const map = engine.current;
      if (item.slug) {
        open(parcelKey(item.slug, item.commune_id));
        return;
      }
      open(null);
      if (item.kind === "coordinates" && item.center) {
        map?.setOverlay("selection", {
          type: "FeatureCollection",
          features: [
            { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: item.center } },
          ],
        });
        map?.goTo(item.center, 17.5);
      } else if (item.bbox && (item.bbox[0] !== item.bbox[2] || item.bbox[1] !== item.bbox[3]))
        map?.fit(item.bbox, 17.5);
      else if (item.center) map?.goTo(item.center, 17.5);
    },
    [engine, open],
  );

  return { dossier, open, openAt, openItem };
}
