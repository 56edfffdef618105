import { Download } from "lucide-react";
import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { Check } from "../ui/Check";
import { Notice } from "../ui/Notice";
import styles from "./exports.module.css";
import type { Offer } from "./queries";

export interface EndingProps {
  /** null while it is being counted, and where it cannot be. */
  rows: number | null;
  isCounting: boolean;
  offer: Offer;
  fault: Error | null;
  isReady: boolean;
  isPending: boolean;
  hasReadme: boolean;
  onReadme: (hasReadme: boolean) => void;
}

/** How much it is, what speaks against it, and the button: a small file comes at once, a large one is prepared. */
export function Ending({
  rows,
  isCounting,
  offer,
  fault,
  isReady,
  isPending,
  hasReadme,
  onReadme,
}: EndingProps) {
  const { t } = useI18n();
  const isSmall = rows === null || rows <= offer.stream_rows_max;
  const isTooLarge = rows !== null && offer.rows_max !== null && rows > offer.rows_max;
  return (
    <>
      {isSmall && (
        <Check
          title={t("exports.readme")}
          help={t("exports.readmeHelp")}
          isSelected={hasReadme}
          onChange={onReadme}
        />
      )}
      {isTooLarge && <Notice level="waiting">{t("exports.tooLarge", { count: offer.rows_max ?? 0 })}</Notice>}
      {fault && (
        <Notice level="late" isLive>
          {fault.message}
        </Notice>
      )}
      <div className={styles.submit}>
        <span className={styles.rows} role="status">
          {rows !== null ? t("exports.rows", { count: rows }) : isCounting && t("common.loading")}
        </span>
        <Button
          type="submit"
          kind="main"
          icon={<Download aria-hidden />}
          isPending={isPending}
          isDisabled={!isReady || isTooLarge}
        >
          {t(isSmall && !hasReadme ? "exports.download" : "exports.prepare")}
        </Button>
      </div>
    </>
  );
}
