import { Layers, X } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { isPublished } from "../api/published";
import { Page } from "../app/Page";
import { DossierActions } from "../dossier/DossierActions";
import { DossierView } from "../dossier/DossierView";
import { ExplorerMap } from "../explorer/ExplorerMap";
import { LayerTree } from "../explorer/LayerTree";
import { LookMenu } from "../explorer/LookMenu";
import { MapControls } from "../explorer/MapControls";
import { Pointer } from "../explorer/pointer";
import { StatusBar } from "../explorer/StatusBar";
import { useExplorer } from "../explorer/useExplorer";
import { useNarrow } from "../explorer/useNarrow";
import { useSelection } from "../explorer/useSelection";
import { useSheetPadding } from "../explorer/useSheetPadding";
import { useShortcuts } from "../explorer/useShortcuts";
import { useI18n } from "../i18n/t";
import type { Picked } from "../map/engine";
import { SearchBox } from "../search/SearchBox";
import { BottomSheet, type SheetHeight } from "../ui/BottomSheet";
import { IconButton } from "../ui/Button";
import { Panel } from "../ui/Panel";
import { HerePanel } from "./HerePanel";
import styles from "./PublicMap.module.css";

type Shown = "welcome" | "here" | "layers";

/** The map for everybody: search, tap to ask what is here, layers; the same core as the desk's. */
export default function PublicMap() {
  const { t } = useI18n();
  const explorer = useExplorer();
  const isNarrow = useNarrow();
  const selection = useSelection(explorer, isNarrow);
  const [shown, setShown] = useState<Shown>(explorer.parcel ? "here" : "welcome");
  const [picked, setPicked] = useState<Picked | null>(null);
  const [height, setHeight] = useState<SheetHeight>(explorer.parcel ? "half" : "peek");
  const [pointer] = useState(() => new Pointer());
  const search = useRef<HTMLInputElement>(null);
  useSheetPadding(explorer, isNarrow && height !== "peek");
  const engine = () => explorer.engine.current;

  const show = (next: Shown) => {
    setShown(next);
    setHeight(next === "welcome" ? "peek" : "half");
  };
  const close = () => {
    selection.open(null);
    engine()?.setOverlay("selection");
    setPicked(null);
    show("welcome");
  };
  const ask = async (place: Picked) => {
    setPicked(place);
    show("here");
    const key = await selection.openAt(place.position);
    if (key !== null) return;
    engine()?.setOverlay("selection", {
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: place.position } },
      ],
    });
    if (isNarrow) requestAnimationFrame(() => engine()?.goTo(place.position));
  };
  useShortcuts({
    "/": () => search.current?.focus(),
    "g m": () => engine()?.focus(),
    l: () => (shown === "layers" ? close() : show("layers")),
    n: () => engine()?.faceNorth(),
    "+": () => engine()?.zoomBy(1),
    "-": () => engine()?.zoomBy(-1),
    Escape: close,
  });

  const contents: Record<Shown, { title: string; body: ReactNode }> = {
    welcome: { title: t("public.ask"), body: <p className={styles.welcome}>{t("public.askHelp")}</p> },
    layers: { title: t("layers.title"), body: <LayerTree explorer={explorer} canClassify={false} /> },
    here: {
      title: t("public.ask"),
      body:
        explorer.parcel && !isPublished ? (
          <>
            <div className={styles.actions}>
              {selection.dossier.data && (
                <DossierActions dossier={selection.dossier.data} pageHref={`/p/${explorer.parcel}`} />
              )}
            </div>
            <DossierView query={selection.dossier} parcelHref={(key) => `/p/${key}`} />
          </>
        ) : (
          <HerePanel picked={picked} {...(isPublished ? { manifest: explorer.manifest.data } : {})} />
        ),
    },
  };
  const { title, body } = contents[shown];

  return (
    <Page
      title={t("public.title")}
      width="full"
      tools={
        <SearchBox
          inputRef={search}
          onChoose={(item) => {
            setPicked(null);
            selection.openItem(item);
            show(item.slug ? "here" : "welcome");
          }}
        />
      }
    >
      <h1 className="visually-hidden">{t("public.title")}</h1>
      <div className={styles.public}>
        <ExplorerMap explorer={explorer} onClick={(place) => void ask(place)} onPointer={pointer.set}>
          <div className={styles.tools} role="toolbar" aria-label={t("map.tools")}>
            <IconButton
              label={t("layers.title")}
              icon={<Layers />}
              pressed={shown === "layers"}
              onPress={() => (shown === "layers" ? close() : show("layers"))}
            />
            <LookMenu explorer={explorer} />
          </div>
          <div className={styles.corner} data-narrow={isNarrow}>
            <MapControls explorer={explorer} />
          </div>
          {!isNarrow && <StatusBar explorer={explorer} pointer={pointer} crs={null} crsName="" />}
          {!isNarrow && shown === "welcome" && <p className={styles.hint}>{t("public.askHelp")}</p>}
        </ExplorerMap>
        {isNarrow ? (
          <BottomSheet
            label={title}
            height={height}
            onHeightChange={setHeight}
            {...(shown === "welcome" ? {} : { onClose: close })}
            header={
              <div className={styles.sheetHead}>
                <h2>{title}</h2>
                {shown !== "welcome" && <IconButton label={t("common.close")} icon={<X />} onPress={close} />}
              </div>
            }
          >
            {body}
          </BottomSheet>
        ) : (
          shown !== "welcome" && (
            <aside className={styles.side}>
              <Panel title={title} label={title} onClose={close}>
                {body}
              </Panel>
            </aside>
          )
        )}
      </div>
    </Page>
  );
}
