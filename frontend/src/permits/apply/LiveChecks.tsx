import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { Findings } from "../shared/Findings";
import type { useDraftChecks } from "../shared/queries";
import type { Finding } from "../shared/types";

export interface LiveChecksProps {
  checks: ReturnType<typeof useDraftChecks>;
  chosen: string | null;
  onChoose: (key: string | null) => void;
  /** Only what does not pass: beside the drawing there is no room for more. */
  isBrief?: boolean;
}

/** What the desk would find, said while it can still be mended. */
export function LiveChecks({ checks, chosen, onChoose, isBrief = false }: LiveChecksProps) {
  if (checks.error && !checks.data)
    return <Problem problem={checks.error} onRetry={() => void checks.refetch()} />;
  if (!checks.data) return <Skeleton lines={4} />;
  const { findings } = checks.data;
  const shown = isBrief
    ? findings.filter(({ outcome }) => outcome === "fail" || outcome === "warn")
    : findings;
  return (
    <>
      <Verdict findings={findings} />
      <Findings findings={shown} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

function Verdict({ findings }: { findings: readonly Finding[] }) {
  const { t } = useI18n();
  const count = findings.filter(({ outcome }) => outcome === "fail").length;
  return (
    <div data-testid="verdict" data-fails={count}>
      <Notice
        level={count > 0 ? "late" : "ok"}
        title={count > 0 ? t("apply.checks.fails", { count }) : t("apply.checks.fine")}
      >
        {t(count > 0 ? "apply.checks.failsHelp" : "apply.checks.fineHelp")}
      </Notice>
    </div>
  );
}
