import { useI18n } from "../../i18n/t";
import { Select } from "../../ui/Select";
import type { FieldRule, TargetField } from "./types";
import { unitFor, unitsOf } from "./units";

const OTHER = "other";
type UnitProps = { field: TargetField; rule: FieldRule; onChange: (rule: FieldRule) => void };

/** In which unit the file gives a number; the rule keeps the factor into the field's own. */
export function UnitChoice({ field, rule, onChange }: UnitProps) {
  const { t, format } = useI18n();
  const units = unitsOf(field);
  if (units.length === 0) return null;
  const unit = unitFor(units, rule.scale);
  const other = unit ? [] : [{ value: OTHER, title: `× ${format.number(rule.scale ?? 1)}` }];
  const choose = (id: string) => {
    const chosen = units.find((entry) => entry.id === id);
    if (chosen) onChange({ ...rule, scale: chosen.scale });
  };
  return (
    <Select<string>
      label={t("imports.map.unit", { field: field.title })}
      value={unit?.id ?? OTHER}
      onChange={choose}
      options={[
        ...units.map((entry) => ({ value: entry.id as string, title: t(`imports.unit.${entry.id}`) })),
        ...other,
      ]}
    />
  );
}
