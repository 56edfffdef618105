import { useSearchParams } from "wouter";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { usePermitTypes } from "../../../permits/shared/queries";
import { Skeleton } from "../../../ui/Skeleton";
import type { Column } from "../../../ui/Table";
import { PermitsPage } from "../PermitsPage";
import styles from "../permits.module.css";
import { type Figures, useFigures } from "../queries";
import { useDeskCommune } from "../useDeskCommune";
import { FigureCard } from "./FigureCard";
import { FiguresFilters } from "./FiguresFilters";
import { filterFrom, queryOf } from "./figuresFilter";

/** How the desk does against the law: each chart with its table, each table as CSV. */
export default function FiguresPage() {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const filter = filterFrom(params);
  const { communes, commune } = useDeskCommune("permits.view_permit", Number(filter.commune) || null);
  const query = queryOf(filter);
  const figures = useFigures(query);
  return (
    <PermitsPage title={t("permitDesk.figures")}>
      <div className={styles.stack}>
        <FiguresFilters
          communes={communes}
          filter={filter}
          onChange={(next) => setParams(queryOf(next), { replace: true })}
        />
        {figures.error && <Problem problem={figures.error} onRetry={() => void figures.refetch()} />}
        {figures.isPending && <Skeleton lines={8} />}
        {figures.data && (
          <>
            <Kinds figures={figures.data} query={query} commune={commune?.id} />
            <Holders figures={figures.data} query={query} />
            <Entities figures={figures.data} query={query} />
            <Reasons figures={figures.data} query={query} />
            <Months figures={figures.data} query={query} />
            {communes.length > 1 && <Communes figures={figures.data} query={query} />}
          </>
        )}
      </div>
    </PermitsPage>
  );
}

interface CardProps {
  figures: Figures;
  query: Record<string, string>;
}

type Counted = Omit<Figures["kinds"][number], "kind">;

/** The columns of every table that counts dossiers. */
function useCountedColumns(): Column<Counted>[] {
  const { t, format } = useI18n();
  const number = (id: "submitted" | "decided" | "refused" | "overdue") => ({
    id,
    title: t(`permitDesk.figure.${id}`),
    isNumeric: true,
    cell: (row: Counted) => format.number(row[id]),
  });
  const share = (id: "on_time" | "first_time") => ({
    id,
    title: t(`permitDesk.figure.${id}`),
    isNumeric: true,
    cell: (row: Counted) => {
      const value = row[id];
      return value === null ? "—" : format.number(value, { style: "percent" });
    },
  });
  return [
    number("submitted"),
    number("decided"),
    number("refused"),
    number("overdue"),
    {
      id: "median",
      title: t("permitDesk.figure.medianDays"),
      isNumeric: true,
      cell: (row) => format.value(row.median_days),
    },
    share("on_time"),
    share("first_time"),
  ];
}

type Kind = Figures["kinds"][number];

function Kinds({ figures, query, commune }: CardProps & { commune: number | undefined }) {
  const { t, format } = useI18n();
  const types = new Map((usePermitTypes(commune).data ?? []).map((one) => [one.code, format.name(one.name)]));
  const title = (row: Kind) => types.get(row.kind) ?? row.kind;
  return (
    <FigureCard<Kind>
      title={t("permitDesk.figure.kinds")}
      table="kinds"
      query={query}
      unit={t("permitDesk.figure.medianDays")}
      bars={(row) => ({ title: title(row), value: row.median_days ?? 0 })}
      rows={figures.kinds}
      rowKey={(row) => row.kind}
      columns={[{ id: "kind", title: t("permitDesk.kind"), cell: title }, ...useCountedColumns()]}
    />
  );
}

type HolderRow = Figures["holders"][number];

function Holders({ figures, query }: CardProps) {
  const { t, format } = useI18n();
  const title = (row: HolderRow) => t(`permitDesk.holder.${row.holder}`);
  return (
    <FigureCard<HolderRow>
      title={t("permitDesk.figure.holders")}
      table="holders"
      query={query}
      unit={t("permitDesk.figure.medianDays")}
      bars={(row) => ({ title: title(row), value: row.median_days ?? 0 })}
      rows={figures.holders}
      rowKey={(row) => row.holder}
      columns={[
        { id: "holder", title: t("permitDesk.holder"), cell: title },
        {
          id: "turns",
          title: t("permitDesk.figure.turns"),
          isNumeric: true,
          cell: (row) => format.number(row.turns),
        },
        {
          id: "waiting",
          title: t("permitDesk.figure.waiting"),
          isNumeric: true,
          cell: (row) => format.number(row.waiting),
        },
        {
          id: "median",
          title: t("permitDesk.figure.medianDays"),
          isNumeric: true,
          cell: (row) => format.value(row.median_days),
        },
        {
          id: "total",
          title: t("permitDesk.figure.totalDays"),
          isNumeric: true,
          cell: (row) => format.value(row.total_days),
        },
      ]}
    />
  );
}

type EntityRow = Figures["entities"][number];

function Entities({ figures, query }: CardProps) {
  const { t, format } = useI18n();
  const title = (row: EntityRow) => format.name(row.name);
  const number = (id: "asked" | "answered" | "overdue") => ({
    id,
    title: t(`permitDesk.figure.${id}`),
    isNumeric: true,
    cell: (row: EntityRow) => format.number(row[id]),
  });
  return (
    <FigureCard<EntityRow>
      title={t("permitDesk.figure.entities")}
      table="entities"
      query={query}
      unit={t("permitDesk.figure.medianDays")}
      bars={(row) => ({ title: title(row), value: row.median_days ?? 0 })}
      rows={figures.entities}
      rowKey={(row) => row.entity}
      columns={[
        { id: "entity", title: t("permitDesk.entity"), cell: title },
        number("asked"),
        number("answered"),
        number("overdue"),
        {
          id: "median",
          title: t("permitDesk.figure.medianDays"),
          isNumeric: true,
          cell: (row) => format.value(row.median_days),
        },
        {
          id: "on_time",
          title: t("permitDesk.figure.on_time"),
          isNumeric: true,
          cell: (row) => (row.on_time === null ? "—" : format.number(row.on_time, { style: "percent" })),
        },
      ]}
    />
  );
}

type ReasonRow = Figures["reasons"][number];

function Reasons({ figures, query }: CardProps) {
  const { t, format } = useI18n();
  const title = (row: ReasonRow) => format.name(row.name);
  return (
    <FigureCard<ReasonRow>
      title={t("permitDesk.figure.reasons")}
      table="reasons"
      query={query}
      unit={t("permitDesk.figure.refused")}
      bars={(row) => ({ title: title(row), value: row.count })}
      rows={figures.reasons}
      rowKey={(row) => row.code}
      columns={[
        { id: "reason", title: t("permitDesk.reasons"), cell: title },
        {
          id: "count",
          title: t("permitDesk.figure.refused"),
          isNumeric: true,
          cell: (row) => format.number(row.count),
        },
      ]}
    />
  );
}

type MonthRow = Figures["months"][number];

function Months({ figures, query }: CardProps) {
  const { t, format } = useI18n();
  const title = (row: MonthRow) => format.date(row.month, { month: "long", year: "numeric" });
  return (
    <FigureCard<MonthRow>
      title={t("permitDesk.figure.months")}
      table="months"
      query={query}
      unit={t("permitDesk.figure.submitted")}
      bars={(row) => ({ title: title(row), value: row.submitted })}
      rows={figures.months}
      rowKey={(row) => row.month}
      columns={[{ id: "month", title: t("permitDesk.figure.months"), cell: title }, ...useCountedColumns()]}
    />
  );
}

type CommuneRow = Figures["communes"][number];

function Communes({ figures, query }: CardProps) {
  const { t, format } = useI18n();
  const title = (row: CommuneRow) => format.name(row.name);
  return (
    <FigureCard<CommuneRow>
      title={t("permitDesk.figure.communes")}
      table="communes"
      query={query}
      unit={t("permitDesk.figure.submitted")}
      bars={(row) => ({ title: title(row), value: row.submitted })}
      rows={figures.communes}
      rowKey={(row) => row.commune}
      columns={[{ id: "commune", title: t("permitDesk.commune"), cell: title }, ...useCountedColumns()]}
    />
  );
}
