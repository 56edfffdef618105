import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import { useSession } from "../../../api/session";
import { useI18n } from "../../../i18n/t";
import { type Crs, officialCrs, utmOf } from "../../../map/crs";
import type { MapEngine } from "../../../map/engine";
import { measure, measureShapes } from "../../../map/measure";
import { ShapesMap } from "../../../map/ShapesMap";
import { Notice } from "../../../ui/Notice";
import { keyOf } from "../../shared/Findings";
import { useDraftChecks } from "../../shared/queries";
import { drawnShapes } from "../../shared/shapes";
import type { Area } from "../../shared/types";
import styles from "../apply.module.css";
import type { LiveChecksProps } from "../LiveChecks";
import type { FootprintRead } from "../queries";
import type { Draft } from "../useDraft";
import { FootprintFile } from "./FootprintFile";
import { OutlineTools } from "./OutlineTools";
import { outlineOf } from "./outline";
import { ringsOf } from "./rings";
import { collection, targetOf } from "./shapes";
import { type Sketch, useOutline } from "./useOutline";

interface EditorProps {
  draft: Draft;
  beneath: (checks: LiveChecksProps) => ReactNode;
}

/** Drawing needs a plot to draw on. */
export function FootprintEditor({ draft, beneath }: EditorProps) {
  const { t } = useI18n();
  const { site } = draft.permit;
  const [read, setRead] = useState<FootprintRead | null>(null);
  const [times, setTimes] = useState(0);
  if (!site)
    return (
      <Notice
        level="waiting"
        title={t("apply.footprint.noPlot")}
        action={<Link href={`/apply/${draft.permit.id}/place`}>{t("apply.footprint.toPlace")}</Link>}
      />
    );
  // A file takes the place of what was drawn: the outline begins from it.
  return (
    <Editor
      key={times}
      draft={draft}
      site={site}
      beneath={beneath}
      read={read}
      onRead={(found) => {
        setRead(found);
        if (found.footprint) setTimes(times + 1);
      }}
    />
  );
}

type OnSite = EditorProps & {
  site: Area;
  read: FootprintRead | null;
  onRead: (found: FootprintRead) => void;
};

function Editor({ draft, site, beneath, read, onRead }: OnSite) {
  const { t } = useI18n();
  const { permit, fields } = draft;
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [target] = useState(() => targetOf(site));
  const sketch = useOutline({
    site,
    stored: fields.footprint,
    onArea: (footprint) => {
      draft.change({ footprint });
      void draft.flush();
    },
  });
  const checks = useDraftChecks(permit.id, permit.version);
  useSketchOnMap(engine, sketch);
  const isByHand = fields.footprint === null || outlineOf(fields.footprint) !== null;
  const findings = checks.data?.findings ?? [];
  const shown = chosen
    ? findings.filter((finding) => keyOf(finding) === chosen)
    : findings.filter((finding) => finding.outcome === "fail");
  return (
    <div className={styles.beside}>
      <div className={styles.map}>
        <ShapesMap
          label={t("apply.footprint.map")}
          home={target?.bounds ?? null}
          target={target}
          shapes={drawnShapes(isByHand ? null : fields.footprint, shown)}
          selection={collection([site])}
          onReady={setEngine}
          onPlace={(place) => engine && sketch.tap(place, engine.metresPerPixel())}
        />
      </div>
      <div className={styles.side}>
        {isByHand || sketch.outline.corners.length > 0 ? null : (
          <Notice level="info">{t("apply.footprint.fromFile")}</Notice>
        )}
        <AreaLine sketch={sketch} footprint={fields.footprint} />
        <OutlineTools sketch={sketch} />
        <FootprintFile draft={draft} read={read} onRead={onRead} />
        {fields.footprint && beneath({ checks, chosen, onChoose: setChosen })}
      </div>
    </div>
  );
}

function useSketchOnMap(engine: MapEngine | null, { outline }: Sketch) {
  useEffect(() => {
    if (!engine) return;
    const marked = outline.corners.map((_corner, index) => index === outline.chosen);
    const mode = outline.isClosed || outline.corners.length < 3 ? "area" : "distance";
    engine.setOverlay("measure", measureShapes(outline.corners, mode, marked));
  }, [engine, outline]);
  useEffect(() => {
    engine?.setMeasuring(true);
  }, [engine]);
}

/** The area in the official system, as surveyors state it. */
function AreaLine({ sketch, footprint }: { sketch: Sketch; footprint: Area | null }) {
  const { t, format } = useI18n();
  const { data: session } = useSession();
  const first = sketch.plot[0];
  if (!first) return null;
  const crs: Crs = officialCrs(session?.settings.srid ?? 0) ?? utmOf(first);
  const rings =
    sketch.outline.corners.length > 2 ? [sketch.outline.corners] : footprint ? ringsOf(footprint) : [];
  const area = rings.reduce((sum, ring) => sum + measure(ring, "area", crs).area, 0);
  return (
    <output className={styles.area} data-testid="area">
      {area > 0 ? t("apply.footprint.area", { area: format.area(area) }) : t("apply.footprint.start")}
    </output>
  );
}
