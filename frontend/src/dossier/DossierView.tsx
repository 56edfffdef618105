import type { useDossier } from "../api/queries";
import type { Dossier } from "../api/types";
import { Problem } from "../app/Problem";
import { useI18n } from "../i18n/t";
import { Skeleton } from "../ui/Skeleton";
import styles from "./DossierView.module.css";
import { Facets } from "./Facets";
import { ParcelHead } from "./ParcelHead";

export interface DossierViewProps {
  query: ReturnType<typeof useDossier>;
  parcelHref: (key: string) => string;
  level?: "h1" | "h2";
}

/** A dossier in any state: on its way, refused or missing, or here. */
export function DossierView({ query, parcelHref, level = "h2" }: DossierViewProps) {
  const { t } = useI18n();
  if (query.error) return <Problem problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div className={styles.waiting} role="status">
        <span className="visually-hidden">{t("common.loading")}</span>
        <Skeleton lines={9} />
      </div>
    );
  const dossier: Dossier = query.data;
  return (
    <article className={styles.dossier} data-testid="dossier" aria-busy={query.isPlaceholderData}>
      <ParcelHead parcel={dossier.parcel} level={level} />
      <Facets facets={dossier.facets} parcelHref={parcelHref} level={level === "h1" ? "h2" : "h3"} />
    </article>
  );
}
