import { ArrowLeft, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "wouter";
import { ApiProblem } from "../../../api/problem";
import { Loading } from "../../../app/Loading";
import { Page } from "../../../app/Page";
import { Problem } from "../../../app/Problem";
import { useNarrow } from "../../../explorer/useNarrow";
import { useShortcuts } from "../../../explorer/useShortcuts";
import { useI18n } from "../../../i18n/t";
import { BottomSheet, type SheetHeight } from "../../../ui/BottomSheet";
import { Button, IconButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { Progress } from "../../../ui/Progress";
import { Skeleton } from "../../../ui/Skeleton";
import { ChangeTally } from "../ChangeTally";
import { comparingKey } from "../progress";
import { isComparing, useComparison } from "../queries";
import type { Comparison, FindingState } from "../types";
import { FindingFilters } from "./FindingFilters";
import { FindingList } from "./FindingList";
import { FindingsMap } from "./FindingsMap";
import { FindingView } from "./FindingView";
import styles from "./findings.module.css";
import { type FindingFilter, useFindings } from "./queries";
import { TuningDialog } from "./TuningDialog";
import type { FindingRow, Verdict } from "./types";

/** What changed between two flights, the gravest first: looked at, judged, followed up. */
export default function FindingsPage({ id }: { id: number }) {
  const { t } = useI18n();
  const comparison = useComparison(id);
  const isMissing = comparison.error instanceof ApiProblem && comparison.error.status === 404;
  const found = comparison.data;
  return (
    <Page title={t("surveys.findings")} width="full">
      {comparison.isPending && <Loading />}
      {isMissing && (
        <EmptyState level="h1" title={t("surveys.noSuchComparison")}>
          {t("surveys.missingHelp")}
        </EmptyState>
      )}
      {comparison.error && !isMissing && !found && (
        <Problem problem={comparison.error} onRetry={() => void comparison.refetch()} />
      )}
      {found && <Opened comparison={found} />}
    </Page>
  );
}

function Opened({ comparison }: { comparison: Comparison }) {
  const { t, format } = useI18n();
  const [isTuning, setTuning] = useState(false);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link
          href={`/desk/surveys/${comparison.after.id}`}
          className={styles.up}
          aria-label={comparison.after.title}
        >
          <ArrowLeft aria-hidden size={18} />
        </Link>
        <div className={styles.headText}>
          <h1>{t("surveys.findings")}</h1>
          <p>
            <bdi>{comparison.after.title}</bdi> ·{" "}
            <span className={styles.dates}>
              <bdi>{format.date(comparison.before.flown_at, { dateStyle: "medium" })}</bdi> –{" "}
              <bdi>{format.date(comparison.after.flown_at, { dateStyle: "medium" })}</bdi>
            </span>
          </p>
        </div>
        <span className={styles.headTools}>
          <IconButton
            label={t("surveys.tuning")}
            icon={<SlidersHorizontal aria-hidden />}
            onPress={() => setTuning(true)}
          />
        </span>
      </header>
      {isComparing(comparison) ? (
        <div className={styles.wait}>
          <Progress
            title={t(comparingKey(comparison.step))}
            done={Math.round(comparison.fraction * 100)}
            total={comparison.state === "working" ? 100 : 0}
            count=""
          />
          <p className={styles.quiet}>{t("surveys.nextHelp.comparing")}</p>
        </div>
      ) : (
        <Found comparison={comparison} />
      )}
      {isTuning && <TuningDialog commune={comparison.commune_id} onClose={() => setTuning(false)} />}
    </div>
  );
}

function Found({ comparison }: { comparison: Comparison }) {
  const { t } = useI18n();
  const isNarrow = useNarrow();
  const [params, setParams] = useSearchParams();
  const [height, setHeight] = useState<SheetHeight>("half");
  const filter: FindingFilter = {
    verdicts: params.getAll("verdict") as Verdict[],
    states: params.getAll("state") as FindingState[],
  };
  const findings = useFindings(comparison.id, filter);
  const rows = findings.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = findings.data?.pages[0]?.counts ?? { verdicts: {}, states: {} };
  const asked = Number(params.get("finding")) || null;
  // At the desk the first one lies open; on a phone the list comes first.
  const selected = asked ?? (isNarrow ? null : (rows[0]?.id ?? null));
  const show = (next: FindingFilter, finding: number | null) => {
    const pairs = [
      ...next.verdicts.map((one) => ["verdict", one]),
      ...next.states.map((one) => ["state", one]),
      ...(finding ? [["finding", String(finding)]] : []),
    ];
    setParams(new URLSearchParams(pairs), { replace: true });
  };
  const select = (finding: number | null) => {
    show(filter, finding);
    setHeight("half");
  };
  const step = (by: number) => {
    const next = rows[rows.findIndex((one) => one.id === selected) + by];
    if (next) select(next.id);
  };
  const close = () => select(null);
  useShortcuts({ j: () => step(1), k: () => step(-1), Escape: close });
  const list = (
    <Side
      comparison={comparison}
      rows={rows}
      filter={filter}
      counts={counts}
      selected={selected}
      query={findings}
      onFilter={(next) => show(next, null)}
      onSelect={select}
    />
  );
  const map = (
    <FindingsMap
      comparison={comparison}
      rows={rows}
      selected={selected}
      onSelect={select}
      isHalf={isNarrow && height !== "peek"}
    />
  );
  if (!isNarrow)
    return (
      <div className={styles.desk}>
        <section className={styles.side} aria-label={t("surveys.findings")}>
          {list}
          <p className={styles.quiet}>{t("surveys.keys")}</p>
        </section>
        <div className={styles.work}>
          {selected ? <FindingView key={selected} id={selected} map={map} onNext={() => step(1)} /> : map}
        </div>
      </div>
    );
  return (
    <div className={styles.phone}>
      {map}
      <BottomSheet
        label={t("surveys.findings")}
        height={height}
        onHeightChange={setHeight}
        header={
          selected ? (
            <Button kind="quiet" icon={<ArrowLeft aria-hidden className={styles.back} />} onPress={close}>
              {t("surveys.allFindings")}
            </Button>
          ) : (
            <b>{t("surveys.findingsCount", { count: rows.length })}</b>
          )
        }
      >
        {selected ? <FindingView key={selected} id={selected} map={null} onNext={() => step(1)} /> : list}
      </BottomSheet>
    </div>
  );
}

interface SideProps {
  comparison: Comparison;
  rows: readonly FindingRow[];
  filter: FindingFilter;
  counts: Parameters<typeof FindingFilters>[0]["counts"];
  selected: number | null;
  query: ReturnType<typeof useFindings>;
  onFilter: (next: FindingFilter) => void;
  onSelect: (id: number) => void;
}

function Side({ comparison, rows, filter, counts, selected, query, onFilter, onSelect }: SideProps) {
  const { t } = useI18n();
  const isFiltered = filter.verdicts.length + filter.states.length > 0;
  return (
    <>
      {(rows.length > 0 || isFiltered) && (
        <FindingFilters filter={filter} counts={counts} onChange={onFilter} />
      )}
      {query.isPending && <Skeleton lines={8} />}
      {query.error && <Problem problem={query.error} onRetry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && (
        <EmptyState title={t(isFiltered ? "surveys.noneHere" : "surveys.nothingFound")}>
          {t(isFiltered ? "surveys.noneHereHelp" : "surveys.nothingFoundHelp")}
        </EmptyState>
      )}
      <ChangeTally changes={comparison.changes} className={styles.quiet} />
      <FindingList rows={rows} selected={selected} onSelect={onSelect} />
      {query.hasNextPage && (
        <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t("permitDesk.more")}
        </Button>
      )}
    </>
  );
}
