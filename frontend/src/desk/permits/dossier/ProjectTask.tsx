import { Link } from "wouter";
import type { MessageKey } from "../../../i18n/language";
import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import styles from "../permits.module.css";

const NUMBERS: readonly [key: string, unit: string][] = [
  ["floors", ""],
  ["basements", ""],
  ["height_m", "m"],
  ["covered_area_m2", "m²"],
  ["floor_area_m2", "m²"],
  ["overhang_m2", "m²"],
  ["dwellings", ""],
  ["parking_places", ""],
  ["lots", ""],
];

/** What is to be built, where, and by whom. */
export function ProjectTask({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const project = permit.project as Record<string, unknown>;
  const numbers = NUMBERS.filter(([key]) => typeof project[key] === "number");
  return (
    <div className={styles.stack}>
      <h2 className={styles.subtitle}>{permit.title || t("permitDesk.task.project")}</h2>
      <dl className={styles.facts}>
        <dt>{t("permitDesk.address")}</dt>
        <dd>
          <bdi>{permit.address || "—"}</bdi>
        </dd>
        <dt>{t("permitDesk.parcels")}</dt>
        <dd>
          {permit.parcels.map((parcel) => (
            <Link key={parcel.id} href={`/desk/parcels/${parcel.slug}`} className="latin">
              {parcel.reference}
            </Link>
          ))}
        </dd>
        {permit.submitted_at && (
          <>
            <dt>{t("permitDesk.submitted")}</dt>
            <dd>{format.dateTime(permit.submitted_at)}</dd>
          </>
        )}
        {typeof project.use === "string" && (
          <>
            <dt>{t("permitDesk.use")}</dt>
            <dd>{t(`permitDesk.use.${project.use}` as MessageKey)}</dd>
          </>
        )}
        {numbers.map(([key, unit]) => (
          <Fact key={key} title={t(`permitDesk.project.${key}` as MessageKey)}>
            {format.value(project[key] as number, unit)}
          </Fact>
        ))}
        {permit.people && <People people={permit.people} />}
      </dl>
    </div>
  );
}

function Fact({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

function People({ people }: { people: NonNullable<Permit["people"]> }) {
  const { t, language } = useI18n();
  const owner = (language === "ar" && people.owner_name_ar) || people.owner_name;
  const lines = [people.owner_national_id, people.owner_phone, people.owner_email].filter(Boolean);
  return (
    <>
      <dt>{t("permitDesk.owner")}</dt>
      <dd>
        {owner || people.applicant?.name || "—"}
        {lines.length > 0 && <span className={`${styles.small} latin`}>{lines.join(" · ")}</span>}
      </dd>
      <dt>{t("permitDesk.architect")}</dt>
      <dd>
        {people.architect_name || people.architect?.name || "—"}
        {people.architect_number && <span className={styles.small}>{people.architect_number}</span>}
      </dd>
    </>
  );
}
