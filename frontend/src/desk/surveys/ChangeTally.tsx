import { useI18n } from "../../i18n/t";
import type { Comparison } from "./types";

interface ChangeTallyProps {
  changes: Comparison["changes"];
  className: string | undefined;
}

/** Where the changes went that no parcel's findings show, so that none is missed. */
export function ChangeTally({ changes, className }: ChangeTallyProps) {
  const { t, format } = useI18n();
  if (!changes) return null;
  return (
    <>
      {changes.on_no_parcel > 0 && (
        <p className={className}>{t("surveys.onNoParcel", { count: changes.on_no_parcel })}</p>
      )}
      {changes.outside > 0 && (
        <p className={className}>
          {t("surveys.outsideCommune", { count: changes.outside, area: format.area(changes.outside_m2) })}
        </p>
      )}
    </>
  );
}
