import { useI18n } from "../i18n/t";
import { Check } from "../ui/Check";
import styles from "./exports.module.css";

export interface ColumnsProps {
  fields: readonly { name: string; title: string }[];
  /** null: all of them. */
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
}

/** Which columns the file has; all, unless one is left out. */
export function Columns({ fields, chosen, onChange }: ColumnsProps) {
  const { t } = useI18n();
  const names = fields.map((field) => field.name);
  const kept = chosen ?? names;
  const choose = (name: string, isKept: boolean) => {
    const next = names.filter((other) => (other === name ? isKept : kept.includes(other)));
    onChange(next.length === names.length ? null : next);
  };
  return (
    <details className={styles.columns}>
      <summary>{t("exports.columns", { done: kept.length, total: names.length })}</summary>
      <div className={styles.columnList}>
        {fields.map((field) => (
          <Check
            key={field.name}
            title={field.title}
            help={field.name}
            isSelected={kept.includes(field.name)}
            onChange={(isKept) => choose(field.name, isKept)}
          />
        ))}
      </div>
    </details>
  );
}
