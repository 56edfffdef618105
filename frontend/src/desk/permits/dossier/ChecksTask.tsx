import { RefreshCw } from "lucide-react";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { Findings } from "../../../permits/shared/Findings";
import { useCheckRuns, useRunChecks } from "../../../permits/shared/queries";
import type { Permit } from "../../../permits/shared/types";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { Skeleton } from "../../../ui/Skeleton";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";

interface ChecksTaskProps {
  permit: Permit;
  /** The finding whose ground the map shows alone. */
  chosen: string | null;
  onChoose: (key: string | null) => void;
}

/** The automatic checks: the latest run, kept as evidence, and another one on demand. */
export function ChecksTask({ permit, chosen, onChoose }: ChecksTaskProps) {
  const { t, format } = useI18n();
  const runs = useCheckRuns(permit.id);
  const run = useRunChecks(permit.id);
  const latest = runs.data?.[0];
  const again = (
    <Button
      icon={<RefreshCw aria-hidden />}
      isPending={run.isPending}
      onPress={() => run.mutate(undefined, { onError: (error) => toast(error.message, "late") })}
    >
      {t(latest ? "permitDesk.runChecks" : "permitDesk.firstChecks")}
    </Button>
  );
  if (runs.error) return <Problem problem={runs.error} onRetry={() => void runs.refetch()} />;
  if (!runs.data) return <Skeleton lines={6} />;
  if (!latest) return <EmptyState title={t("permitDesk.noChecks")} action={again} />;
  return (
    <div className={styles.stack}>
      <div className={styles.top}>
        <div>
          <h2 className={styles.subtitle}>{t("permitDesk.task.checks")}</h2>
          <span className={styles.small}>
            {t("permitDesk.checkedAt", { at: format.dateTime(latest.at) })} ·{" "}
            {t("permitDesk.runs", { count: runs.data.length })}
          </span>
        </div>
        {again}
      </div>
      <Findings findings={latest.findings} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}
