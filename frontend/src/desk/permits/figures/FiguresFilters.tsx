import { useState } from "react";
import type { Commune } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { Field } from "../../../ui/Field";
import { Select } from "../../../ui/Select";
import styles from "../permits.module.css";
import { type FiguresFilter, HOLDERS, isMonth } from "./figuresFilter";

interface FiguresFiltersProps {
  communes: readonly Commune[];
  filter: FiguresFilter;
  onChange: (filter: FiguresFilter) => void;
}

export function FiguresFilters({ communes, filter, onChange }: FiguresFiltersProps) {
  const { t, format } = useI18n();
  const all = { value: "", title: t("permitDesk.any") };
  return (
    <search className={styles.pair}>
      {communes.length > 1 && (
        <Select<string>
          label={t("permitDesk.commune")}
          value={filter.commune}
          onChange={(commune) => onChange({ ...filter, commune })}
          options={[all, ...communes.map((one) => ({ value: String(one.id), title: format.name(one.name) }))]}
        />
      )}
      <MonthField
        label={t("permitDesk.sinceMonth")}
        value={filter.since}
        onChange={(since) => onChange({ ...filter, since })}
      />
      <MonthField
        label={t("permitDesk.untilMonth")}
        value={filter.until}
        onChange={(until) => onChange({ ...filter, until })}
      />
      <Select<string>
        label={t("permitDesk.holder")}
        value={filter.holder}
        onChange={(value) => onChange({ ...filter, holder: HOLDERS.find((one) => one === value) ?? "" })}
        options={[all, ...HOLDERS.map((value) => ({ value, title: t(`permitDesk.holder.${value}`) }))]}
      />
    </search>
  );
}

interface MonthFieldProps {
  label: string;
  value: string;
  onChange: (month: string) => void;
}

/** Some browsers have no field for months: there it is written, and taken once it is one. */
function MonthField({ label, value, onChange }: MonthFieldProps) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(value);
  const change = (text: string) => {
    setTyped(text);
    if (text === "" || isMonth(text)) onChange(text);
  };
  return (
    <Field
      label={label}
      type="month"
      value={typed}
      onChange={change}
      error={typed === "" || isMonth(typed) ? undefined : t("permitDesk.monthHelp")}
      input={{ dir: "ltr", placeholder: "2026-09" }}
    />
  );
}
