import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useI18n } from "../i18n/t";
import styles from "./BottomSheet.module.css";

export type SheetHeight = "peek" | "half" | "full";

export interface BottomSheetProps {
  label: string;
  height: SheetHeight;
  onHeightChange: (height: SheetHeight) => void;
  /** Dragging below the lowest height closes the sheet. */
  onClose?: () => void;
  header: ReactNode;
  children: ReactNode;
}

const ORDER: readonly SheetHeight[] = ["peek", "half", "full"];
const DRAG_PX = 48;

/** A sheet over the map for one thumb: drag its handle, or press it to step through the heights. */
export function BottomSheet({ label, height, onHeightChange, onClose, header, children }: BottomSheetProps) {
  const { t } = useI18n();
  const [drag, setDrag] = useState<number | null>(null);
  const start = useRef(0);

  const step = (by: number) => {
    const next = ORDER[ORDER.indexOf(height) + by];
    if (next) onHeightChange(next);
    else if (by < 0) onClose?.();
  };
  const onDown = (event: PointerEvent) => {
    start.current = event.clientY;
    setDrag(0);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    if (drag !== null) setDrag(event.clientY - start.current);
  };
  const onUp = () => {
    if (drag !== null && Math.abs(drag) > DRAG_PX) step(drag < 0 ? 1 : -1);
    setDrag(null);
  };

  return (
    <section
      className={styles.sheet}
      aria-label={label}
      data-height={height}
      style={drag ? { translate: `0 ${Math.max(drag, -DRAG_PX)}px`, transition: "none" } : undefined}
    >
      <div
        className={styles.grip}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => setDrag(null)}
      >
        <button
          type="button"
          className={styles.handle}
          aria-label={t("sheet.resize")}
          aria-expanded={height !== "peek"}
          onClick={() =>
            onHeightChange(height === "full" ? "peek" : (ORDER[ORDER.indexOf(height) + 1] ?? "peek"))
          }
        />
        {header}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
