import { CloudOff, SearchX, TriangleAlert } from "lucide-react";
import { ApiProblem } from "../api/problem";
import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";

export interface ProblemProps {
  problem: Error;
  onRetry?: () => void;
}

function iconOf(problem: ApiProblem) {
  if (problem.isOffline) return <CloudOff />;
  return problem.status === 404 ? <SearchX /> : <TriangleAlert />;
}

/** What went wrong, in the server's words where it gave some, and how to go on. */
export function Problem({ problem, onRetry }: ProblemProps) {
  const { t } = useI18n();
  const known = problem instanceof ApiProblem ? problem : new ApiProblem(500, {});
  const title = known.isOffline ? t("problem.offline") : known.title || t("problem.title");
  const detail = known.isOffline ? t("problem.offlineHelp") : known.detail || t("problem.help");
  return (
    <div role="alert">
      <EmptyState
        icon={iconOf(known)}
        title={title}
        action={onRetry && known.status !== 404 && <Button onPress={onRetry}>{t("common.retry")}</Button>}
      >
        {detail}
      </EmptyState>
    </div>
  );
}
