import { Droplets, Layers, Ruler, Share2 } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { can, useSession } from "../api/session";
import type { Bounds } from "../api/types";
import { Loading } from "../app/Loading";
import { Page } from "../app/Page";
import { Problem } from "../app/Problem";
import { useNarrow } from "../explorer/useNarrow";
import { useShortcuts } from "../explorer/useShortcuts";
import { useI18n } from "../i18n/t";
import { formatCamera } from "../map/camera";
import type { MapEngine } from "../map/engine";
import { BottomSheet, type SheetHeight } from "../ui/BottomSheet";
import { IconButton } from "../ui/Button";
import { Panel } from "../ui/Panel";
import { IrrigationPanel } from "./irrigation/IrrigationPanel";
import { LookPanel } from "./LookPanel";
import { MeasuresPanel } from "./measuring/MeasuresPanel";
import { useMeasures } from "./measuring/useMeasures";
import { PermittedCard } from "./permitted/PermittedCard";
import { usePermittedLayer } from "./permitted/usePermittedLayer";
import { SharePanel } from "./SharePanel";
import styles from "./SurveyViewer.module.css";
import { SwipeMap } from "./SwipeMap";
import { TimeStrip } from "./TimeStrip";
import { useViewer } from "./useViewer";
import { formatViewer } from "./viewerAddress";

type Shown = "look" | "measure" | "irrigation" | "share";
const TILT = 55;
const CLOSED = { footprints: false, plans: false };

/** One survey for everyone who may see it: its dates, its looks, what is measured on it; `/s/{survey}`. */
export default function SurveyViewerPage({ id }: { id: number }) {
  const { t, format } = useI18n();
  const [, navigate] = useLocation();
  const isNarrow = useNarrow();
  const viewer = useViewer(id);
  const { data: session } = useSession();
  const [shown, setShown] = useState<Shown | null>(isNarrow ? null : "look");
  const [height, setHeight] = useState<SheetHeight>("half");
  const engine = useRef<MapEngine | null>(null);
  const [engines, setEngines] = useState<readonly (MapEngine | null)[]>([]);
  const [area, setArea] = useState<Bounds | null>(null);
  const measures = useMeasures(id, viewer.before?.id ?? null, engine);
  const { survey, before, address, views } = viewer;
  const permitted = usePermittedLayer(survey.data, area, CLOSED);
  const { shapes } = permitted;
  useEffect(() => {
    for (const one of engines) one?.setOverlay("permitted", shapes);
  }, [engines, shapes]);

  useEffect(() => {
    engine.current?.tilt(address.is3d ? TILT : 0);
  }, [address.is3d]);
  const close = () => {
    if (measures.tool) measures.stop();
    else if (permitted.picked.length > 0) permitted.pick(null);
    else setShown(null);
  };
  const show = (next: Shown) => {
    setShown((held) => (held === next ? null : next));
    setHeight("half");
    if (next !== "measure") measures.stop();
  };
  useShortcuts({
    Escape: close,
    l: () => show("look"),
    m: () => show("measure"),
    n: () => engine.current?.faceNorth(),
    "+": () => engine.current?.zoomBy(1),
    "-": () => engine.current?.zoomBy(-1),
  });
  const onReady = useCallback(
    (made: { before: MapEngine | null; after: MapEngine }) => {
      engine.current = made.after;
      setEngines([made.before, made.after]);
      if (address.is3d) made.after.tilt(TILT);
    },
    [address.is3d],
  );

  if (survey.error)
    return (
      <Page title={t("surveys.viewer")}>
        <Problem problem={survey.error} onRetry={() => void survey.refetch()} />
      </Page>
    );
  if (!survey.data || !views) return <Loading />;
  const date = (moment: string) => format.date(moment, { dateStyle: "long" });
  const commune = survey.data.commune_id;
  const mayPlan = can(session, "surveys.plan_irrigation", commune);
  const isGreen = survey.data.kinds.includes("multispectral") && can(session, "surveys.view_survey", commune);
  const titles: Record<Shown, string> = {
    look: t("surveys.panel.look"),
    measure: t("surveys.panel.measure"),
    irrigation: t("surveys.panel.irrigation"),
    share: t("surveys.panel.share"),
  };
  const bodies = {
    look: <LookPanel viewer={viewer} permitted={permitted} />,
    measure: <MeasuresPanel measures={measures} hasHeights={survey.data.kinds.includes("dsm")} />,
    irrigation: <IrrigationPanel survey={survey.data} mayPlan={mayPlan} />,
    share: <SharePanel survey={survey.data} />,
  };
  const title = shown && titles[shown];
  return (
    <Page title={survey.data.title} width="full">
      <h1 className="visually-hidden">{survey.data.title}</h1>
      <div className={styles.viewer}>
        {shown && !isNarrow && (
          <aside className={styles.side}>
            <Panel title={title} label={title ?? ""} onClose={() => setShown(null)}>
              {bodies[shown]}
            </Panel>
          </aside>
        )}
        <div className={styles.stage}>
          <div className={styles.map}>
            <SwipeMap
              labels={{ before: before ? date(before.flown_at) : "", after: date(survey.data.flown_at) }}
              before={views.before}
              after={views.after}
              arrangement={address.arrangement}
              start={viewer.start}
              onReady={onReady}
              onCamera={(camera) => {
                history.replaceState(history.state, "", `#${formatCamera(camera)}`);
                setArea(engine.current?.bounds() ?? null);
              }}
              onClick={({ position }) =>
                measures.tool ? measures.place(position) : permitted.pick(position)
              }
            />
            <PermittedCard layer={permitted} />
            <div className={styles.tools} role="toolbar" aria-label={t("map.tools")}>
              <IconButton
                label={titles.look}
                icon={<Layers />}
                pressed={shown === "look"}
                onPress={() => show("look")}
              />
              <IconButton
                label={titles.measure}
                icon={<Ruler />}
                pressed={shown === "measure"}
                onPress={() => show("measure")}
              />
              {isGreen && (
                <IconButton
                  label={titles.irrigation}
                  icon={<Droplets />}
                  pressed={shown === "irrigation"}
                  onPress={() => show("irrigation")}
                />
              )}
              <IconButton
                label={titles.share}
                icon={<Share2 />}
                pressed={shown === "share"}
                onPress={() => show("share")}
              />
            </div>
            <p className={styles.what}>
              <strong>{survey.data.title}</strong> <span className="latin">{survey.data.number}</span>
            </p>
          </div>
          <TimeStrip
            viewer={viewer}
            onOpen={(other) => navigate(`/s/${other}${formatViewer({ ...address, before: null })}`)}
          />
        </div>
        {shown && isNarrow && (
          <BottomSheet
            label={title ?? ""}
            height={height}
            onHeightChange={setHeight}
            onClose={() => setShown(null)}
            header={<h2 className={styles.sheetTitle}>{title}</h2>}
          >
            {bodies[shown]}
          </BottomSheet>
        )}
      </div>
    </Page>
  );
}
