import { useI18n } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import type { MappingPartProps } from "./ColumnsStep";
import styles from "./ColumnsStep.module.css";
import type { Coordinates, Mapping, Options, Target } from "./types";

type OptionsProps = MappingPartProps & { target: Target; table: string | null };

/** How rows are recognised, what is joined to them, and how strictly they are judged. */
export function MappingOptions({ mapping, onChange, source, target, table }: OptionsProps) {
  const { t } = useI18n();
  const columns = source.columns.map((column) => ({ value: column.name, title: column.name }));
  const set = (change: Partial<Options>) =>
    onChange({ ...mapping, options: { ...mapping.options, ...change } });
  return (
    <section className={styles.section} aria-labelledby="options">
      <h2 id="options" className={styles.subtitle}>
        {t("imports.map.options")}
      </h2>
      {mapping.coordinates && (
        <CoordinateColumns
          value={mapping.coordinates}
          columns={columns}
          onChange={(coordinates) => onChange({ ...mapping, coordinates })}
        />
      )}
      {target.needs_key && (
        <Select<string>
          label={t("imports.map.key")}
          value={mapping.key ?? ""}
          onChange={(key) => onChange({ ...mapping, key: key || null })}
          help={t("imports.map.keyHelp")}
          options={[{ value: "", title: t("imports.map.keyShape") }, ...columns]}
        />
      )}
      {table && <Join mapping={mapping} onChange={onChange} source={source} name={table} />}
      <Check
        title={t("imports.map.repair")}
        help={t("imports.map.repairHelp")}
        isSelected={mapping.options.repair}
        onChange={(repair) => set({ repair })}
      />
      <Check
        title={t("imports.map.retire")}
        help={t("imports.map.retireHelp")}
        isSelected={mapping.options.retire_missing}
        onChange={(retire_missing) => set({ retire_missing })}
      />
      <Field
        label={t("imports.map.tolerance")}
        type="number"
        value={String(mapping.options.move_tolerance_m)}
        onChange={(value) => set({ move_tolerance_m: Math.min(100, Math.max(0, Number(value) || 0)) })}
        input={{ dir: "ltr", inputMode: "decimal" }}
      />
    </section>
  );
}

type ColumnOptions = { value: string; title: string }[];
type CoordinateProps = { value: Coordinates; columns: ColumnOptions; onChange: (value: Coordinates) => void };

function CoordinateColumns({ value, columns, onChange }: CoordinateProps) {
  const { t } = useI18n();
  const names = value.wkt ? (["wkt"] as const) : (["x", "y"] as const);
  return (
    <div className={styles.pair}>
      {names.map((name) => (
        <Select<string>
          key={name}
          label={t(`imports.map.coordinates.${name}`)}
          value={value[name] ?? null}
          onChange={(column) => onChange({ ...value, [name]: column })}
          options={columns}
        />
      ))}
    </div>
  );
}

function Join({ mapping, onChange, source, name }: MappingPartProps & { name: string }) {
  const { t } = useI18n();
  const table = mapping.table ?? { key: "", column: "" };
  const set = (change: Partial<NonNullable<Mapping["table"]>>) =>
    onChange({ ...mapping, table: { ...table, ...change } });
  const options = (names: { name: string }[]) => names.map(({ name }) => ({ value: name, title: name }));
  return (
    <fieldset className={styles.join}>
      <legend>{t("imports.map.table", { name: `\u2068${name}\u2069` })}</legend>
      <div className={styles.pair}>
        <Select<string>
          label={t("imports.map.tableKey")}
          value={table.column || null}
          onChange={(column) => set({ column })}
          options={options(source.columns)}
        />
        <Select<string>
          label={t("imports.map.tableOther")}
          value={table.key || null}
          onChange={(key) => set({ key })}
          options={options(source.table_columns ?? [])}
        />
      </div>
    </fieldset>
  );
}
