import { Download } from "lucide-react";
import { useSearchParams } from "wouter";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { usePermitTypes } from "../../../permits/shared/queries";
import { Button } from "../../../ui/Button";
import { Select } from "../../../ui/Select";
import { Skeleton } from "../../../ui/Skeleton";
import { type Column, Table } from "../../../ui/Table";
import { PermitsPage } from "../PermitsPage";
import styles from "../permits.module.css";
import { type Figures, useFigures } from "../queries";
import { useDeskCommune } from "../useDeskCommune";
import { Bars } from "./Bars";
import { saveCsv } from "./csv";

const YEARS_BACK = 5;

/** How the desk does against the law: each chart with its table, each table as CSV. */
export default function FiguresPage() {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const { commune } = useDeskCommune("permits.view_permit");
  const year = Number(params.get("year")) || null;
  const figures = useFigures(commune?.id, year);
  const now = new Date().getFullYear();
  const years = Array.from({ length: YEARS_BACK }, (_, index) => String(now - index));
  const choice = (
    <Select<string>
      label={t("permitDesk.year")}
      isLabelHidden
      value={year ? String(year) : ""}
      onChange={(value) => setParams(value ? { year: value } : {}, { replace: true })}
      options={[
        { value: "", title: t("permitDesk.allYears") },
        ...years.map((value) => ({ value, title: value })),
      ]}
    />
  );
  return (
    <PermitsPage title={t("permitDesk.figures")} action={choice}>
      {figures.error && <Problem problem={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Skeleton lines={8} />}
      {figures.data && (
        <div className={styles.stack}>
          <Kinds figures={figures.data} commune={commune?.id} />
          <Entities figures={figures.data} />
          <Reasons figures={figures.data} />
        </div>
      )}
    </PermitsPage>
  );
}

interface Figure<Row> {
  title: string;
  name: string;
  columns: readonly (Column<Row> & { value: (row: Row) => string | number | null })[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  bars: (row: Row) => { title: string; value: number };
  unit: string;
}

function FigureCard<Row>({ title, name, columns, rows, rowKey, bars, unit }: Figure<Row>) {
  const { t } = useI18n();
  const save = () =>
    saveCsv(
      name,
      columns.map((column) => String(column.title)),
      rows.map((row) => columns.map((column) => column.value(row))),
    );
  return (
    <section className={styles.card}>
      <div className={styles.top}>
        <h2 className={styles.subtitle}>{title}</h2>
        <Button size="small" icon={<Download aria-hidden />} isDisabled={rows.length === 0} onPress={save}>
          {t("permitDesk.csv")}
        </Button>
      </div>
      <Bars label={title} unit={unit} bars={rows.map(bars)} />
      <Table
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        empty={<p className={styles.small}>{t("permitDesk.noFigures")}</p>}
      />
    </section>
  );
}

type Kind = Figures["kinds"][number];

function Kinds({ figures, commune }: { figures: Figures; commune: number | undefined }) {
  const { t, format } = useI18n();
  const types = new Map((usePermitTypes(commune).data ?? []).map((one) => [one.code, format.name(one.name)]));
  const title = (row: Kind) => types.get(row.kind) ?? row.kind;
  const share = (value: number | null) => (value === null ? "—" : format.number(value, { style: "percent" }));
  const number = (id: "submitted" | "decided" | "refused" | "overdue") => ({
    id,
    title: t(`permitDesk.figure.${id}`),
    isNumeric: true,
    cell: (row: Kind) => format.number(row[id]),
    value: (row: Kind) => row[id],
  });
  const part = (id: "on_time" | "first_time") => ({
    id,
    title: t(`permitDesk.figure.${id}`),
    isNumeric: true,
    cell: (row: Kind) => share(row[id]),
    value: (row: Kind) => row[id],
  });
  return (
    <FigureCard<Kind>
      title={t("permitDesk.figure.kinds")}
      name="delays"
      unit={t("permitDesk.figure.medianDays")}
      bars={(row) => ({ title: title(row), value: row.median_days ?? 0 })}
      rows={figures.kinds}
      rowKey={(row) => row.kind}
      columns={[
        { id: "kind", title: t("permitDesk.kind"), cell: title, value: title },
        number("submitted"),
        number("decided"),
        number("refused"),
        number("overdue"),
        {
          id: "median",
          title: t("permitDesk.figure.medianDays"),
          isNumeric: true,
          cell: (row) => format.value(row.median_days),
          value: (row) => row.median_days,
        },
        part("on_time"),
        part("first_time"),
      ]}
    />
  );
}

type EntityRow = Figures["entities"][number];

function Entities({ figures }: { figures: Figures }) {
  const { t, format } = useI18n();
  const title = (row: EntityRow) => format.name(row.name);
  return (
    <FigureCard<EntityRow>
      title={t("permitDesk.figure.entities")}
      name="opinions"
      unit={t("permitDesk.figure.medianDays")}
      bars={(row) => ({ title: title(row), value: row.median_days ?? 0 })}
      rows={figures.entities}
      rowKey={(row) => row.entity}
      columns={[
        { id: "entity", title: t("permitDesk.entity"), cell: title, value: title },
        {
          id: "asked",
          title: t("permitDesk.figure.asked"),
          isNumeric: true,
          cell: (row) => format.number(row.asked),
          value: (row) => row.asked,
        },
        {
          id: "answered",
          title: t("permitDesk.figure.answered"),
          isNumeric: true,
          cell: (row) => format.number(row.answered),
          value: (row) => row.answered,
        },
        {
          id: "median",
          title: t("permitDesk.figure.medianDays"),
          isNumeric: true,
          cell: (row) => format.value(row.median_days),
          value: (row) => row.median_days,
        },
        {
          id: "on_time",
          title: t("permitDesk.figure.on_time"),
          isNumeric: true,
          cell: (row) => (row.on_time === null ? "—" : format.number(row.on_time, { style: "percent" })),
          value: (row) => row.on_time,
        },
      ]}
    />
  );
}

type ReasonRow = Figures["reasons"][number];

function Reasons({ figures }: { figures: Figures }) {
  const { t, format } = useI18n();
  const title = (row: ReasonRow) => format.name(row.name);
  return (
    <FigureCard<ReasonRow>
      title={t("permitDesk.figure.reasons")}
      name="reasons"
      unit={t("permitDesk.figure.refused")}
      bars={(row) => ({ title: title(row), value: row.count })}
      rows={figures.reasons}
      rowKey={(row) => row.code}
      columns={[
        { id: "reason", title: t("permitDesk.reasons"), cell: title, value: title },
        {
          id: "count",
          title: t("permitDesk.figure.refused"),
          isNumeric: true,
          cell: (row) => format.number(row.count),
          value: (row) => row.count,
        },
      ]}
    />
  );
}
