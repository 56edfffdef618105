import { CircleQuestionMark, Layers, Printer, Ruler } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { useSession } from "../api/session";
import { Page } from "../app/Page";
import { DossierActions } from "../dossier/DossierActions";
import { DossierView } from "../dossier/DossierView";
import { ExplorerMap } from "../explorer/ExplorerMap";
import { LayerTree } from "../explorer/LayerTree";
import { LookMenu } from "../explorer/LookMenu";
import { MapControls } from "../explorer/MapControls";
import { MeasurePanel } from "../explorer/MeasurePanel";
import { Pointer } from "../explorer/pointer";
import { StatusBar } from "../explorer/StatusBar";
import { useCrs } from "../explorer/useCrs";
import { useExplorer } from "../explorer/useExplorer";
import { useMeasuring } from "../explorer/useMeasuring";
import { useNarrow } from "../explorer/useNarrow";
import { usePrint } from "../explorer/usePrint";
import { useSelection } from "../explorer/useSelection";
import { useSheetPadding } from "../explorer/useSheetPadding";
import { useShortcuts } from "../explorer/useShortcuts";
import { useI18n } from "../i18n/t";
import type { Picked } from "../map/engine";
import { SearchBox } from "../search/SearchBox";
import { BottomSheet, type SheetHeight } from "../ui/BottomSheet";
import { IconButton } from "../ui/Button";
import { Panel } from "../ui/Panel";
import styles from "./StaffMap.module.css";

const HelpDialog = lazy(() => import("../explorer/HelpDialog"));

/** The desk's map: layers on one side, the dossier on the other, neither over the map. */
export default function StaffMap() {
  const { t } = useI18n();
  const { data: session } = useSession();
  const explorer = useExplorer();
  const { crs, name: crsName } = useCrs();
  const measuring = useMeasuring(explorer, crs);
  const printing = usePrint(explorer, session?.settings.srid ?? null);
  const isNarrow = useNarrow();
  const selection = useSelection(explorer, isNarrow);
  const [hasLayers, setLayers] = useState(!isNarrow);
  const [hasHelp, setHelp] = useState(false);
  const [pointer] = useState(() => new Pointer());
  const search = useRef<HTMLInputElement>(null);
  const engine = () => explorer.engine.current;
  useSheetPadding(explorer, isNarrow && (hasLayers || explorer.parcel !== null));

  const closeOne = () => {
    if (measuring.mode) measuring.stop();
    else if (explorer.parcel) selection.open(null);
    else if (isNarrow) setLayers(false);
  };
  const openHere = () => {
    if (explorer.camera) void selection.openAt([explorer.camera.lon, explorer.camera.lat]);
  };
  useShortcuts({
    "/": () => search.current?.focus(),
    "g m": () => engine()?.focus(),
    l: () => setLayers((shown) => !shown),
    m: () => (measuring.mode ? measuring.stop() : measuring.start("distance")),
    i: openHere,
    n: () => engine()?.faceNorth(),
    "+": () => engine()?.zoomBy(1),
    "-": () => engine()?.zoomBy(-1),
    "?": () => setHelp(true),
    Escape: closeOne,
  });
  const onClick = ({ position }: Picked) => {
    if (measuring.mode) measuring.place(position);
    else void selection.openAt(position);
  };

  const layers = <LayerTree explorer={explorer} canClassify />;
  const dossier = explorer.parcel && (
    <DossierView query={selection.dossier} parcelHref={(key) => `/desk/parcels/${key}`} />
  );
  const actions = selection.dossier.data && (
    <DossierActions
      dossier={selection.dossier.data}
      pageHref={`/desk/parcels/${explorer.parcel ?? selection.dossier.data.parcel.slug}`}
    />
  );

  return (
    <Page
      title={t("nav.map")}
      width="full"
      tools={<SearchBox onChoose={selection.openItem} inputRef={search} />}
    >
      <h1 className="visually-hidden">{t("nav.map")}</h1>
      <div className={styles.desk}>
        {hasLayers && !isNarrow && (
          <aside className={styles.side}>
            <Panel title={t("layers.title")} label={t("layers.title")} onClose={() => setLayers(false)}>
              {layers}
            </Panel>
          </aside>
        )}
        <ExplorerMap explorer={explorer} onClick={onClick} onPointer={pointer.set}>
          <div className={styles.tools} role="toolbar" aria-label={t("map.tools")}>
            <IconButton
              label={t("layers.title")}
              icon={<Layers />}
              pressed={hasLayers}
              onPress={() => setLayers(!hasLayers)}
            />
            <LookMenu explorer={explorer} />
            <IconButton
              label={t("measure.title")}
              icon={<Ruler />}
              pressed={measuring.mode !== null}
              onPress={() => (measuring.mode ? measuring.stop() : measuring.start("distance"))}
            />
            <IconButton label={t("print.title")} icon={<Printer />} onPress={printing.print} />
            <IconButton label={t("keys.title")} icon={<CircleQuestionMark />} onPress={() => setHelp(true)} />
          </div>
          {measuring.mode && <MeasurePanel measuring={measuring} />}
          <MapControls explorer={explorer} />
          <StatusBar explorer={explorer} pointer={pointer} crs={crs} crsName={crsName} />
        </ExplorerMap>
        {dossier && !isNarrow && (
          <aside className={styles.dossier}>
            <Panel
              title={t("dossier.heading")}
              label={t("dossier.heading")}
              onClose={() => selection.open(null)}
              footer={actions}
            >
              {dossier}
            </Panel>
          </aside>
        )}
        {isNarrow && (dossier || hasLayers) && (
          <DeskSheet
            key={dossier ? "dossier" : "layers"}
            title={t(dossier ? "dossier.heading" : "layers.title")}
            onClose={() => (dossier ? selection.open(null) : setLayers(false))}
          >
            {dossier ? (
              <>
                <div className={styles.sheetActions}>{actions}</div>
                {dossier}
              </>
            ) : (
              layers
            )}
          </DeskSheet>
        )}
      </div>
      <Suspense>{hasHelp && <HelpDialog onClose={() => setHelp(false)} />}</Suspense>
      {printing.sheet}
    </Page>
  );
}

function DeskSheet({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const [height, setHeight] = useState<SheetHeight>("half");
  return (
    <BottomSheet
      label={title}
      height={height}
      onHeightChange={setHeight}
      onClose={onClose}
      header={<h2 className={styles.sheetTitle}>{title}</h2>}
    >
      {children}
    </BottomSheet>
  );
}
