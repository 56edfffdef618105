import { lazy, Suspense, useEffect, useMemo, useRef } from "react";
import { Link, useSearch as useSearchString } from "wouter";
import { useDossier, useManifest } from "../api/queries";
import { parcelKey } from "../api/source";
import type { Dossier, Manifest } from "../api/types";
import { Page } from "../app/Page";
import { useI18n } from "../i18n/t";
import { useLiveDossier } from "../live/useLive";
import { useLiveMap } from "../live/useLiveMap";
import type { MapEngine } from "../map/engine";
import type { MapView } from "../map/style";
import { useThemeName } from "../theme/theme";
import { DossierActions } from "./DossierActions";
import { DossierView } from "./DossierView";
import styles from "./ParcelPage.module.css";
import { selectionOf, shapesOf } from "./shapes";

const MapCanvas = lazy(() => import("../map/MapCanvas"));

/** A parcel's dossier as a page with an address of its own: its map, then its facets. */
export default function ParcelPage({ slug, isStaff = false }: { slug: string; isStaff?: boolean }) {
  const { t } = useI18n();
  const asked = new URLSearchParams(useSearchString());
  const key = slug.includes("~")
    ? slug
    : parcelKey(slug, numberOf(asked.get("commune")), numberOf(asked.get("version")));
  const query = useDossier(key);
  const manifest = useManifest();
  useLiveDossier(query.data);
  const home = isStaff ? "/desk" : "/";
  const title = query.data
    ? t("dossier.title", { reference: query.data.parcel.reference })
    : t("dossier.parcel");
  return (
    <Page title={title} width="wide">
      <nav className={styles.back}>
        <Link href={`${home}#parcel=${encodeURIComponent(key)}`}>{t("dossier.onMap")}</Link>
      </nav>
      <div className={styles.layout}>
        <div className={styles.card}>
          {query.data && (
            <div className={styles.actions}>
              <DossierActions dossier={query.data} />
            </div>
          )}
          <DossierView
            query={query}
            level="h1"
            parcelHref={(other) => (isStaff ? `/desk/parcels/${other}` : `/p/${other}`)}
          />
        </div>
        <div className={styles.map}>
          {query.data && manifest.data && (
            <Suspense>
              <ParcelMap dossier={query.data} manifest={manifest.data} />
            </Suspense>
          )}
        </div>
      </div>
    </Page>
  );
}

function numberOf(text: string | null): number | null {
  const number = Number(text);
  return text && Number.isInteger(number) ? number : null;
}

function ParcelMap({ dossier, manifest }: { dossier: Dossier; manifest: Manifest }) {
  const { t, language } = useI18n();
  const theme = useThemeName();
  const engine = useRef<MapEngine | null>(null);
  const view: MapView = useMemo(
    () => ({
      manifest,
      look: theme === "dark" ? "night" : "paper",
      language,
      choices: {},
      classified: [],
      isTilted: false,
      namePoints: {},
      basemapUrl: "",
    }),
    [manifest, theme, language],
  );
  useLiveMap(engine, manifest);
  useEffect(() => {
    engine.current?.setOverlay("selection", selectionOf(dossier));
    engine.current?.setOverlay("shapes", shapesOf(dossier));
  }, [dossier]);
  const [lon, lat] = dossier.parcel.center;
  return (
    <MapCanvas
      key={dossier.parcel.id}
      label={t("dossier.map", { reference: dossier.parcel.reference })}
      view={view}
      start={{ zoom: 17.5, lat, lon, bearing: 0, pitch: 0 }}
      onReady={(ready) => {
        engine.current = ready;
        ready.setOverlay("selection", selectionOf(dossier));
        ready.setOverlay("shapes", shapesOf(dossier));
        ready.fit(dossier.parcel.bbox, 18.5);
      }}
    />
  );
}
