import { useI18n } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Notice } from "../../ui/Notice";
import type { MappingPartProps } from "./ColumnsStep";

/** Columns whose texts were garbled before they came: what they were, mended only where a person says so. */
export function GarbledTexts({ mapping, onChange, source }: MappingPartProps) {
  const { t } = useI18n();
  if (source.garbled.length === 0) return null;
  const accepted = mapping.reencode ?? {};
  const accept = (column: string, reencoding: string | null) => {
    const { [column]: _replaced, ...others } = accepted;
    onChange({ ...mapping, reencode: reencoding === null ? others : { ...others, [column]: reencoding } });
  };
  return (
    <Notice level="waiting" title={t("imports.map.garbled")}>
      {source.garbled.map(({ column, reencoding, before, after }) => (
        <Check
          key={column}
          title={t("imports.map.garbledMend", { column: `\u2068${column}\u2069` })}
          help={`\u2068${before}\u2069 → \u2068${after}\u2069`}
          isSelected={accepted[column] === reencoding}
          onChange={(isSelected) => accept(column, isSelected ? reencoding : null)}
        />
      ))}
    </Notice>
  );
}
