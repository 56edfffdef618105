import { useState } from "react";
import { useSearchParams } from "wouter";
import { Page } from "../../../app/Page";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { useCheckRuns, usePermit } from "../../../permits/shared/queries";
import type { Permit } from "../../../permits/shared/types";
import { Skeleton } from "../../../ui/Skeleton";
import { usePermitId } from "../queries";
import { ChecksTask } from "./ChecksTask";
import { DecisionTask } from "./DecisionTask";
import { DocumentsTask } from "./DocumentsTask";
import { DossierHead } from "./DossierHead";
import { DossierMap } from "./DossierMap";
import { DossierSide } from "./DossierSide";
import styles from "./dossier.module.css";
import { OpinionsTask } from "./OpinionsTask";
import { ProjectTask } from "./ProjectTask";
import { TaskList } from "./TaskList";
import { TASKS, type Task } from "./tasks";
import { WorksTask } from "./WorksTask";

/** A dossier at its number: what there is to do on the left, the place and the task in the middle, the clock on the right. */
export default function DossierPage({ reference }: { reference: string }) {
  const { t } = useI18n();
  const found = usePermitId(reference);
  return (
    <Page title={t("permitDesk.dossierTitle", { reference })} width="full">
      {found.error && <Problem problem={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton lines={8} />}
      {found.data && <Opened id={found.data.id} />}
    </Page>
  );
}

function Opened({ id }: { id: number }) {
  const query = usePermit(id);
  if (query.error && !query.data)
    return <Problem problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton lines={8} />;
  return <Dossier permit={query.data} />;
}

function Dossier({ permit }: { permit: Permit }) {
  const [params, setParams] = useSearchParams();
  const latest = useCheckRuns(permit.id).data?.[0];
  const task = TASKS.find((one) => one === params.get("task")) ?? "project";
  const [finding, setFinding] = useState<string | null>(null);
  const open = (next: Task) => {
    setFinding(null);
    setParams({ task: next }, { replace: true });
  };
  return (
    <div className={styles.dossier}>
      <div className={styles.tasks}>
        <DossierHead permit={permit} />
        <TaskList permit={permit} run={latest} selected={task} onSelect={open} />
      </div>
      <div className={styles.middle}>
        {task !== "documents" && <DossierMap permit={permit} run={latest} chosen={finding} />}
        <section className={styles.task} aria-live="off">
          {task === "checks" ? (
            <ChecksTask permit={permit} chosen={finding} onChoose={setFinding} />
          ) : (
            <TaskPanel task={task} permit={permit} />
          )}
        </section>
      </div>
      <DossierSide permit={permit} />
    </div>
  );
}

function TaskPanel({ task, permit }: { task: Exclude<Task, "checks">; permit: Permit }) {
  switch (task) {
    case "documents":
      return <DocumentsTask permit={permit} />;
    case "opinions":
      return <OpinionsTask permit={permit} />;
    case "decision":
      return <DecisionTask permit={permit} />;
    case "works":
      return <WorksTask permit={permit} />;
    default:
      return <ProjectTask permit={permit} />;
  }
}
