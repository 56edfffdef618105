import { useI18n } from "../../i18n/t";
import styles from "./measuring.module.css";
import type { MeasureValues } from "./useMeasures";

type Points = NonNullable<MeasureValues["profile"]>;
const [WIDTH, HEIGHT] = [300, 120];

/** Heights along a line: the later date drawn strongly, the earlier one beneath it. */
export function ProfileChart({ points }: { points: Points }) {
  const { t, format } = useI18n();
  const heights = points.flatMap(({ height_m, before_m }) =>
    [height_m, before_m].filter((value): value is number => typeof value === "number"),
  );
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const length = points.at(-1)?.distance_m ?? 1;
  const x = (distance: number) => (distance / length) * WIDTH;
  const y = (height: number) => HEIGHT - ((height - low) / Math.max(high - low, 0.1)) * HEIGHT;
  const path = (name: "height_m" | "before_m") =>
    points
      .map((point, index) => {
        const height = point[name];
        if (typeof height !== "number") return "";
        const isFirst = index === 0 || typeof points[index - 1]?.[name] !== "number";
        return `${isFirst ? "M" : "L"}${x(point.distance_m).toFixed(1)} ${y(height).toFixed(1)}`;
      })
      .join("");
  const metres = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (
    <figure className={styles.profile} dir="ltr">
      <svg viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`} role="img" aria-label={t("surveys.figure.profile")}>
        <path d={path("before_m")} className={styles.earlier} />
        <path d={path("height_m")} className={styles.later} />
      </svg>
      <figcaption className="numeric">
        <span>
          {metres(low)}–{metres(high)} m
        </span>
        <span>{format.distance(length)}</span>
      </figcaption>
    </figure>
  );
}
