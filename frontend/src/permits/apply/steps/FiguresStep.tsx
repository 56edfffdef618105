import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Field } from "../../../ui/Field";
import type { Project } from "../../shared/types";
import styles from "../apply.module.css";
import { LARGEST, type NumberField, numbersOf, readNumber, UNITS } from "../steps";
import type { Draft } from "../useDraft";

/** The project in numbers, each with its unit and what it means. */
export function FiguresStep({ draft }: { draft: Draft }) {
  const { project } = draft.fields;
  const set = (change: Project) => draft.change({ project: { ...project, ...change } });
  return (
    <div className={styles.numbers}>
      {numbersOf(draft.type, project).map((field) => (
        <NumberInput
          key={field}
          field={field}
          value={project[field] ?? null}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
      {draft.type.family === "occupation" && <Days project={project} onChange={set} />}
    </div>
  );
}

/** These are never unknown to the API: where nothing is written they are none. */
const NEVER_NULL: ReadonlySet<NumberField> = new Set(["basements", "overhang_m2"]);

interface NumberInputProps {
  field: NumberField;
  value: number | null;
  onChange: (value: number | null) => void;
}

function NumberInput({ field, value, onChange }: NumberInputProps) {
  const { t, format } = useI18n();
  const [text, setText] = useState(
    value === null ? "" : format.number(value, { useGrouping: false, maximumFractionDigits: 2 }),
  );
  const [error, setError] = useState<string>();
  const unit = UNITS[field];
  const title = t(`apply.field.${field}`);
  const write = (next: string) => {
    setText(next);
    const read = readNumber(next, field);
    if ("fault" in read) {
      setError(t(`apply.fault.${read.fault}`, { largest: LARGEST[field] }));
      return;
    }
    setError(undefined);
    onChange(read.value ?? (NEVER_NULL.has(field) ? 0 : null));
  };
  return (
    <Field
      label={unit ? `${title} (${t(`apply.unit.${unit}`)})` : title}
      help={t(`apply.field.${field}Help`)}
      value={text}
      onChange={write}
      error={error}
      name={field}
      input={{ inputMode: unit ? "decimal" : "numeric", dir: "ltr", autoComplete: "off" }}
    />
  );
}

function Days({ project, onChange }: { project: Project; onChange: (change: Project) => void }) {
  const { t } = useI18n();
  return (["from_on", "until_on"] as const).map((name) => (
    <Field
      key={name}
      type="date"
      label={t(`apply.field.${name}`)}
      value={project[name] ?? ""}
      onChange={(day) => onChange({ [name]: day || null })}
    />
  ));
}
