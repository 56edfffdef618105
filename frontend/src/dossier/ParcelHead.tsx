import type { Parcel } from "../api/types";
import { useI18n } from "../i18n/t";
import styles from "./ParcelHead.module.css";

/** The parcel in two lines: its title and area, then where it lies, in both scripts. */
export function ParcelHead({ parcel, level = "h2" }: { parcel: Parcel; level?: "h1" | "h2" }) {
  const { t, format } = useI18n();
  const Heading = level;
  const where = [
    ...(parcel.address ? [format.name(parcel.address)] : []),
    ...parcel.districts.map((district) => format.name(district.name)),
    format.name(parcel.commune.name),
  ].filter(Boolean);
  return (
    <div className={styles.head}>
      <p className={styles.kind}>{t("dossier.parcel")}</p>
      <Heading className={styles.title}>
        <bdi className="latin">{parcel.reference}</bdi>
        <span className={`${styles.area} numeric`}>{format.area(parcel.area_m2)}</span>
      </Heading>
      <p className={styles.where}>
        {where.join(" · ")}
        <small lang={format.otherName(parcel.commune.name) === parcel.commune.name.ar ? "ar" : "fr"}>
          {format.otherName(parcel.commune.name)}
        </small>
      </p>
      {parcel.valid_to && (
        <p className={styles.retired}>{t("dossier.retired", { date: format.date(parcel.valid_to) })}</p>
      )}
    </div>
  );
}
