import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useManifest, useNamePoints } from "../api/queries";
import { useSession } from "../api/session";
import { useI18n } from "../i18n/t";
import type { Look } from "../layers/palette";
import { useLiveMap } from "../live/useLiveMap";
import { type Camera, startBounds } from "../map/camera";
import type { MapEngine } from "../map/engine";
import { choiceOf, type LayerChoice, type MapView } from "../map/style";
import { useThemeName } from "../theme/theme";
import { formatPermalink, parsePermalink } from "./permalink";

/** The state of a map page: what is drawn, where, and which parcel is open. It lives in the address. */
export function useExplorer() {
  const { language } = useI18n();
  const theme = useThemeName();
  const manifest = useManifest();
  const { data: session } = useSession();
  const namePoints = useNamePoints(manifest.data);
  const [initial] = useState(() => parsePermalink(location.hash));
  const [choices, setChoices] = useState<Record<string, LayerChoice>>(initial.choices);
  const [classified, setClassified] = useState<readonly string[]>(initial.classified);
  const [look, setLook] = useState<Look | null>(initial.look);
  const [parcel, setParcel] = useState<string | null>(initial.parcel);
  const [camera, setCamera] = useState<Camera | null>(initial.camera);
  const engine = useRef<MapEngine | null>(null);
  const updated = useLiveMap(engine, manifest.data);
  const isTilted = (camera?.pitch ?? 0) > 5;
  const shownLook: Look = look ?? (theme === "dark" ? "night" : "paper");
  const basemapUrl = session?.settings.basemap_url ?? "";

  const view: MapView | null = useMemo(
    () =>
      manifest.data
        ? {
            manifest: manifest.data,
            look: shownLook,
            language,
            choices,
            classified,
            isTilted,
            namePoints,
            basemapUrl,
          }
        : null,
    [manifest.data, shownLook, language, choices, classified, isTilted, namePoints, basemapUrl],
  );

  useEffect(() => {
    const hash = formatPermalink({ camera, choices, classified, look, parcel, language });
    if (hash !== location.hash) history.replaceState(history.state, "", hash);
  }, [camera, choices, classified, look, parcel, language]);

  useEffect(() => {
    const onHash = () => {
      const link = parsePermalink(location.hash);
      if (link.camera) engine.current?.jump(link.camera);
      setParcel(link.parcel);
    };
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);

  const choose = useCallback(
    (id: string, change: Partial<LayerChoice>) => {
      const layer = manifest.data?.layers.find((entry) => entry.id === id);
      if (!layer) return;
      setChoices((before) => ({ ...before, [id]: { ...choiceOf(layer, before), ...change } }));
    },
    [manifest.data],
  );
  const classify = useCallback((id: string, on: boolean) => {
    setClassified((before) =>
      on ? [...before.filter((other) => other !== id), id] : before.filter((other) => other !== id),
    );
  }, []);
  const [start] = useState(() => initial.camera);

  return {
    manifest,
    view,
    start: start ?? (manifest.data ? startBounds(manifest.data) : null),
    engine,
    updated,
    camera,
    setCamera,
    choices,
    choose,
    classified,
    classify,
    look: shownLook,
    setLook,
    hasImagery: basemapUrl !== "",
    parcel,
    setParcel,
  };
}

export type Explorer = ReturnType<typeof useExplorer>;
