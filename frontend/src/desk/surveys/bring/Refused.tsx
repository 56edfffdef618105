import type { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import { Notice } from "../../../ui/Notice";

/** A refusal that belongs to no field. */
export function Refused({ problem }: { problem: ApiProblem | null }) {
  const { t } = useI18n();
  if (!problem) return null;
  return (
    <Notice level="late" isLive title={problem.title}>
      {problem.isOffline ? t("surveys.bring.offline") : problem.detail}
    </Notice>
  );
}
