import type { MessageKey } from "../../i18n/language";
import { useI18n } from "../../i18n/t";
import type { MeasureKind } from "./kinds";
import styles from "./measuring.module.css";
import { ProfileChart } from "./ProfileChart";
import type { MeasureValues } from "./useMeasures";

type Unit = "m" | "m2" | "m3";
type FigureName = Exclude<keyof MeasureValues, "profile" | "share_seen">;

const FIGURES: readonly [FigureName, MessageKey, Unit][] = [
  ["length_m", "surveys.figure.length", "m"],
  ["area_m2", "surveys.figure.area", "m2"],
  ["height_m", "surveys.figure.height", "m"],
  ["before_m", "surveys.figure.before", "m"],
  ["change_m", "surveys.figure.change", "m"],
  ["volume_m3", "surveys.figure.volume", "m3"],
  ["fill_m3", "surveys.figure.fill", "m3"],
  ["cut_m3", "surveys.figure.cut", "m3"],
  ["net_m3", "surveys.figure.net", "m3"],
];

export interface FiguresProps {
  kind: MeasureKind;
  values: MeasureValues;
  isShort?: boolean;
}

/** What was measured, in metres; a profile as a drawing. */
export function Figures({ values, isShort = false }: FiguresProps) {
  const { t, format } = useI18n();
  const text = (value: number, unit: Unit) => {
    if (unit === "m") return format.distance(value);
    if (unit === "m2") return format.area(value);
    return `${format.number(value, { maximumFractionDigits: 1 })} m³`;
  };
  const known = FIGURES.flatMap(([name, title, unit]) => {
    const value = values[name];
    return typeof value === "number" ? [{ name, title, shown: text(value, unit) }] : [];
  });
  if (isShort)
    return (
      <span className="numeric">
        {known
          .slice(0, 2)
          .map((one) => one.shown)
          .join(" · ")}
      </span>
    );
  return (
    <>
      <dl className={styles.figures}>
        {known.map(({ name, title, shown }) => (
          <div key={name}>
            <dt>{t(title)}</dt>
            <dd className="numeric">{shown}</dd>
          </div>
        ))}
      </dl>
      {values.profile && values.profile.length > 1 && <ProfileChart points={values.profile} />}
      {typeof values.share_seen === "number" && values.share_seen < 0.99 && (
        <p className={styles.help}>
          {t("surveys.figure.partly", {
            share: format.number(values.share_seen, { style: "percent", maximumFractionDigits: 0 }),
          })}
        </p>
      )}
    </>
  );
}
