import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { type MouseEvent, useState } from "react";
import { apiUrl } from "../../../api/client";
import { useI18n } from "../../../i18n/t";
import type { Annotation, PermitDocument } from "../../../permits/shared/types";
import { IconButton } from "../../../ui/Button";
import { Select } from "../../../ui/Select";
import styles from "./documents.module.css";
import { RemarkForm } from "./RemarkForm";
import { RemarkList } from "./RemarkList";

const ZOOMS = [1, 1.5, 2, 3] as const;
const BASE_PX = 1200;

export interface Place {
  x: number;
  y: number;
}

interface PageViewProps {
  permitId: number;
  document: PermitDocument;
  documents: readonly PermitDocument[];
  remarks: readonly Annotation[];
  onChoose: (id: number) => void;
}

/** One page of a document as a picture, with the remarks that were put on it; a press puts another. */
export function PageView({ permitId, document, documents, remarks, onChoose }: PageViewProps) {
  const { t, format } = useI18n();
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(0);
  const [place, setPlace] = useState<Place | null>(null);
  const pages = document.pages ?? 1;
  const scale = ZOOMS[zoom] ?? 1;
  const here = remarks.filter((one) => one.page === page);
  const turn = (to: number) => {
    setPage(to);
    setPlace(null);
  };
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Select<string>
          label={t("permitDesk.shownDocument")}
          isLabelHidden
          value={String(document.id)}
          onChange={(id) => onChoose(Number(id))}
          options={documents.map((one) => ({ value: String(one.id), title: format.name(one.kind_name) }))}
        />
        <span className={styles.turn}>
          <IconButton
            label={t("permitDesk.previousPage")}
            icon={<ChevronLeft className={styles.arrow} />}
            isDisabled={page === 1}
            onPress={() => turn(page - 1)}
          />
          <span className="numeric">
            {format.number(page)}/{format.number(pages)}
          </span>
          <IconButton
            label={t("permitDesk.nextPage")}
            icon={<ChevronRight className={styles.arrow} />}
            isDisabled={page >= pages}
            onPress={() => turn(page + 1)}
          />
          <IconButton
            label={t("permitDesk.zoomOut")}
            icon={<ZoomOut />}
            isDisabled={zoom === 0}
            onPress={() => setZoom(zoom - 1)}
          />
          <IconButton
            label={t("permitDesk.zoomIn")}
            icon={<ZoomIn />}
            isDisabled={zoom === ZOOMS.length - 1}
            onPress={() => setZoom(zoom + 1)}
          />
        </span>
      </div>
      <Sheet
        key={`${page}-${scale}`}
        address={apiUrl(`/permits/${permitId}/documents/${document.id}/pages/${page}`, {
          width: Math.round(BASE_PX * scale),
        })}
        title={t("permitDesk.pageOf", { name: format.name(document.kind_name), page, pages })}
        scale={scale}
        remarks={here}
        place={place}
        onPlace={setPlace}
      />
      {place && (
        <RemarkForm
          permitId={permitId}
          documentId={document.id}
          page={page}
          place={place}
          onClose={() => setPlace(null)}
        />
      )}
      <RemarkList permitId={permitId} remarks={here} />
    </div>
  );
}

interface SheetProps {
  address: string;
  title: string;
  scale: number;
  remarks: readonly Annotation[];
  place: Place | null;
  onPlace: (place: Place) => void;
}

function Sheet({ address, title, scale, remarks, place, onPlace }: SheetProps) {
  const { t } = useI18n();
  const [fails, setFails] = useState(false);
  const put = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // A key press has no place of its own: the middle of the page.
    if (event.detail === 0) return onPlace({ x: 0.5, y: 0.5 });
    onPlace({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  if (fails) return <p className={styles.fails}>{t("permitDesk.pageFails")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.sheetScroll} aria-label={title} tabIndex={0} dir="ltr">
      <button
        type="button"
        className={styles.sheet}
        style={{ inlineSize: `${scale * 100}%` }}
        aria-label={t("permitDesk.putRemark")}
        onClick={put}
      >
        <img src={address} alt={title} onError={() => setFails(true)} />
        {remarks.map((remark, index) => (
          <Pin key={remark.id} place={remark} isOpen={!remark.resolved_at}>
            {index + 1}
          </Pin>
        ))}
        {place && (
          <Pin place={place} isOpen isNew>
            +
          </Pin>
        )}
      </button>
    </section>
  );
}

interface PinProps {
  place: Place;
  isOpen: boolean;
  isNew?: boolean;
  children: string | number;
}

function Pin({ place, isOpen, isNew = false, children }: PinProps) {
  return (
    <span
      aria-hidden
      className={styles.pin}
      data-open={isOpen || undefined}
      data-new={isNew || undefined}
      style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }}
    >
      {children}
    </span>
  );
}
