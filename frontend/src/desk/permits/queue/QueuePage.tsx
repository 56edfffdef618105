import { FileSearch } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { Skeleton } from "../../../ui/Skeleton";
import { PermitsPage } from "../PermitsPage";
import { useCounts, useQueue } from "../queries";
import { AssignBar } from "./AssignBar";
import { Filters } from "./Filters";
import { filterOf, type QueueFilter, queryOf, toggled } from "./filter";
import { QueueList } from "./QueueList";
import styles from "./queue.module.css";
import { SavedViews } from "./SavedViews";
import { StateCounts } from "./StateCounts";

/** The dossiers of the desk, the nearest legal date first. */
export default function QueuePage() {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const queue = useQueue(filter);
  const counts = useCounts(filter);
  const rows = queue.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: QueueFilter) => {
    setSelected(new Set());
    setParams(new URLSearchParams(queryOf(next)), { replace: true });
  };
  const toggle = (id: number) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  return (
    <PermitsPage title={t("permitDesk.queue")} action={<SavedViews filter={filter} onShow={show} />}>
      {counts.data && (
        <StateCounts
          counts={counts.data}
          filter={filter}
          onState={(state) => show({ ...filter, states: toggled(filter.states, state) })}
          onLate={() => show({ ...filter, isLate: !filter.isLate })}
          onAll={() => show({ ...filter, states: [], isLate: false })}
        />
      )}
      <Filters filter={filter} onChange={show} />
      <AssignBar rows={rows.filter((row) => selected.has(row.id))} onDone={() => setSelected(new Set())} />
      {queue.error && <Problem problem={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending && <Skeleton lines={8} />}
      {queue.data && rows.length === 0 && (
        <EmptyState icon={<FileSearch aria-hidden />} title={t("permitDesk.none")}>
          {t("permitDesk.noneHelp")}
        </EmptyState>
      )}
      {rows.length > 0 && <QueueList rows={rows} selected={selected} onToggle={toggle} />}
      {queue.hasNextPage && (
        <div className={styles.more}>
          <Button isPending={queue.isFetchingNextPage} onPress={() => void queue.fetchNextPage()}>
            {t("permitDesk.more")}
          </Button>
        </div>
      )}
    </PermitsPage>
  );
}
