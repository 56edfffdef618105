import { FileX } from "lucide-react";
import { Link, useSearchParams } from "wouter";
import { ApiProblem } from "../../api/problem";
import { Loading } from "../../app/Loading";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { BackLink } from "../../ui/BackLink";
import { EmptyState } from "../../ui/EmptyState";
import { CancelImport } from "./CancelImport";
import { ColumnsStep } from "./ColumnsStep";
import { Ended } from "./Ended";
import styles from "./imports.module.css";
import { ProgressPanel } from "./ProgressPanel";
import { useImport } from "./queries";
import { Report } from "./Report";
import { StateBadge } from "./StateBadge";
import { Steps } from "./Steps";
import { isAtWork, stepOf } from "./states";
import type { Import } from "./types";
import { useRefreshAfterWork } from "./useRefreshAfterWork";

export function ImportPage({ id }: { id: number }) {
  const { t } = useI18n();
  const item = useImport(id);
  useRefreshAfterWork(item.data);
  if (item.error instanceof ApiProblem && item.error.status === 404) return <Missing />;
  return (
    <Page
      title={item.data ? `${item.data.number} · ${item.data.file.name}` : t("imports.title")}
      width="full"
    >
      {item.isPending && <Loading />}
      {item.error && !item.data && <Problem problem={item.error} onRetry={() => void item.refetch()} />}
      {item.data && <Frame item={item.data} />}
    </Page>
  );
}

/** The address says which step is looked at, so that it can be sent, kept and gone back from. */
function Frame({ item }: { item: Import }) {
  const { t } = useI18n();
  const [params] = useSearchParams();
  const isMapping = item.state === "mapping" || (params.get("step") === "columns" && item.can.map);
  const current = isMapping ? "columns" : stepOf(item);
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <div className={styles.headText}>
          <BackLink href="/desk/imports">{t("imports.back")}</BackLink>
          <h1 className={styles.headTitle}>
            <bdi className="latin">{item.number}</bdi>
            <bdi className={styles.headFile}>{item.file.name}</bdi>
            <StateBadge state={item.state} />
          </h1>
          {/* Here, where no change of state takes the question away while it is being answered. */}
          {item.can.cancel && <CancelImport item={item} />}
        </div>
        <Steps current={current} isDone={item.state === "applied"} />
      </header>
      <Content item={item} isMapping={isMapping} />
    </div>
  );
}

function Content({ item, isMapping }: { item: Import; isMapping: boolean }) {
  if (isAtWork(item.state)) return <ProgressPanel item={item} />;
  if (isMapping && item.source) return <ColumnsStep item={item} source={item.source} />;
  if (item.counts && item.state !== "failed" && item.state !== "cancelled") {
    return <Report item={item} counts={item.counts} />;
  }
  return <Ended item={item} />;
}

function Missing() {
  const { t } = useI18n();
  return (
    <Page title={t("imports.missing.title")}>
      <EmptyState
        level="h1"
        icon={<FileX aria-hidden />}
        title={t("imports.missing.title")}
        action={<Link href="/desk/imports">{t("imports.back")}</Link>}
      >
        {t("imports.missing.lead")}
      </EmptyState>
    </Page>
  );
}
