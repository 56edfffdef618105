import { ChevronsLeftRight } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import styles from "./SwipeKnob.module.css";

export interface SwipeKnobProps {
  label: string;
  /** Where the edge stands, in percent from the left of its frame. */
  share: number;
  onChange: (share: number) => void;
}

const STEP = 4;

/** The edge between two pictures of one place, one over the other; its frame is its parent, laid out from left
 * to right in every language, as time on a film. */
export function SwipeKnob({ label, share, onChange }: SwipeKnobProps) {
  const edge = useRef<HTMLDivElement>(null);
  const move = (event: PointerEvent) => {
    const frame = edge.current?.parentElement;
    if (frame && event.currentTarget.hasPointerCapture(event.pointerId)) onChange(shareAt(event, frame));
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -100, End: 100 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(within(share + step));
  };
  return (
    <div
      ref={edge}
      className={styles.edge}
      style={{ left: `${share}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share)}
      aria-orientation="horizontal"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={move}
      onKeyDown={press}
    >
      <span className={styles.knob} aria-hidden>
        <ChevronsLeftRight size={20} />
      </span>
    </div>
  );
}

/** Where a pointer is over a frame, as the share that puts the edge there. */
export function shareAt({ clientX }: { clientX: number }, frame: Element): number {
  const { left, width } = frame.getBoundingClientRect();
  return within(((clientX - left) / width) * 100);
}

const within = (share: number) => Math.min(100, Math.max(0, share));
