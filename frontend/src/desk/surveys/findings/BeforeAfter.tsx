import { type PointerEvent, useState } from "react";
import { useI18n } from "../../../i18n/t";
import { SwipeKnob, shareAt } from "../../../ui/SwipeKnob";
import styles from "./findings.module.css";

interface BeforeAfterProps {
  before: { src: string; date: string };
  after: { src: string; date: string };
}

/** The same place on two dates, one over the other, with an edge to be drawn between them. Time goes from left to right in every language, as on a film. */
export function BeforeAfter({ before, after }: BeforeAfterProps) {
  const { t, format } = useI18n();
  const [edge, setEdge] = useState(50);
  const follow = (event: PointerEvent) => setEdge(shareAt(event, event.currentTarget));
  return (
    <div
      className={styles.swipe}
      dir="ltr"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.buttons > 0 && follow(event)}
    >
      <img
        src={after.src}
        alt={t("surveys.pictureAfter", { date: format.date(after.date) })}
        draggable={false}
      />
      <img
        src={before.src}
        alt={t("surveys.pictureBefore", { date: format.date(before.date) })}
        draggable={false}
        style={{ clipPath: `inset(0 ${100 - edge}% 0 0)` }}
      />
      <span className={styles.dateBefore} dir="auto">
        {t("surveys.before")} · {format.date(before.date, { dateStyle: "medium" })}
      </span>
      <span className={styles.dateAfter} dir="auto">
        {t("surveys.after")} · {format.date(after.date, { dateStyle: "medium" })}
      </span>
      <SwipeKnob label={t("surveys.swipe")} share={edge} onChange={setEdge} />
    </div>
  );
}
