import { useI18n } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import type { MappingPartProps } from "./ColumnsStep";
import styles from "./ColumnsStep.module.css";
import { columnsIn, columnsOf, readColumn, ruleOf, samplesOf, unusedColumns, withRule } from "./mapping";
import type { FieldRule, Target, TargetField } from "./types";
import { UnitChoice } from "./UnitChoice";
import { ValuesTable } from "./ValuesTable";

type TableProps = MappingPartProps & { target: Target };

/** One line for each field: what fills it, and what the file has there. */
export function FieldsTable(props: TableProps) {
  const { mapping, source, target } = props;
  const { t } = useI18n();
  const unused = unusedColumns(mapping, source);
  return (
    <section className={styles.section} aria-labelledby="columns">
      <h2 id="columns" className={styles.subtitle}>
        {t("imports.map.columns")}
      </h2>
      <p className={styles.help}>{t("imports.map.columnsLead")}</p>
      <ul className={styles.fields}>
        {target.fields.map((field) => (
          <FieldLine key={field.id} {...props} field={field} />
        ))}
      </ul>
      {unused.length > 0 && (
        <p className={styles.help}>
          {t("imports.map.unused", { columns: unused.map((name) => `\u2068${name}\u2069`).join(" · ") })}
        </p>
      )}
    </section>
  );
}

const NOTHING = "";
const FIXED = "=";
const SEVERAL = "+";

/** What a rule is called in the list of choices; columns are marked so that no name can pass for another choice. */
function choiceOf(rule: FieldRule): string {
  if (rule.value !== undefined && rule.value !== null) return FIXED;
  if ((rule.columns?.length ?? 0) > 1) return SEVERAL;
  const [column] = columnsOf(rule);
  return column ? `column:${column}` : NOTHING;
}

function FieldLine({ field, mapping, onChange, source }: TableProps & { field: TargetField }) {
  const { t } = useI18n();
  const rule = ruleOf(mapping, field.id);
  const set = (next: FieldRule | null) => onChange(withRule(mapping, field.id, next));
  const choose = (choice: string) => {
    if (choice === NOTHING) set(null);
    else if (choice === FIXED) set({ value: "" });
    else if (choice !== SEVERAL) set(readColumn(field, choice.slice("column:".length), source));
  };
  const several =
    (rule.columns?.length ?? 0) > 1
      ? [{ value: SEVERAL, title: columnsOf(rule).join(` ${rule.separator ?? "-"} `) }]
      : [];
  const samples = columnsOf(rule)
    .flatMap((column) => samplesOf(column, source))
    .slice(0, 3);
  return (
    <li className={styles.field}>
      <Select<string>
        label={field.required ? `${field.title} (${t("imports.map.required")})` : field.title}
        value={choiceOf(rule)}
        onChange={choose}
        {...(field.help ? { help: field.help } : {})}
        options={[
          { value: NOTHING, title: t("imports.map.nothing") },
          ...several,
          ...columnsIn(source, mapping).map((column) => ({
            value: `column:${column.name}`,
            title: column.name,
            detail: column.samples.slice(0, 3).join(" · ") || t("imports.map.noSamples"),
          })),
          { value: FIXED, title: t("imports.map.fixed") },
        ]}
      />
      {choiceOf(rule) === FIXED ? (
        <FixedValue field={field} value={rule.value ?? ""} onChange={(value) => set({ value })} />
      ) : (
        <p className={styles.samples}>
          {samples.length > 0 && <span className="visually-hidden">{t("imports.map.samples")}: </span>}
          {samples.map((sample) => (
            <bdi key={sample}>{sample}</bdi>
          ))}
        </p>
      )}
      {columnsOf(rule).length > 0 && <UnitChoice field={field} rule={rule} onChange={set} />}
      {field.kind === "choice" && columnsOf(rule).length > 0 && (
        <ValuesTable field={field} rule={rule} onChange={set} />
      )}
    </li>
  );
}

type FixedProps = { field: TargetField; value: string; onChange: (value: string) => void };

function FixedValue({ field, value, onChange }: FixedProps) {
  const { t } = useI18n();
  const label = t("imports.map.fixedValue", { field: field.title });
  if (field.choices) {
    return (
      <Select<string>
        label={label}
        value={value || null}
        onChange={onChange}
        options={field.choices.map((choice) => ({ value: choice.value, title: choice.title }))}
      />
    );
  }
  return <Field label={label} value={value} onChange={onChange} input={{ dir: "auto" }} />;
}
