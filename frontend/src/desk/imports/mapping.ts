import type { FieldSource, Mapping, Source, Target, TargetField } from "./types";

/** The column that a field reads, if it reads one. */
export function columnOf(source: FieldSource | undefined): string | null {
  if (source === undefined) return null;
  if (typeof source === "string") return source;
  return "column" in source ? source.column : null;
}

/** The one value given to all rows, if the field has one. */
export function fixedOf(source: FieldSource | undefined): string | null {
  return typeof source === "object" && "value" in source ? source.value : null;
}

export function withField(mapping: Mapping, field: string, source: FieldSource | null): Mapping {
  const { [field]: _replaced, ...others } = mapping.fields;
  return { ...mapping, fields: source === null ? others : { ...others, [field]: source } };
}

/** A column chosen for a field: a choice starts with what its samples say, other kinds read the text as it is. */
export function readColumn(field: TargetField, column: string, source: Source): FieldSource {
  if (field.kind !== "choice") return column;
  return { column, values: valuesFor(field, samplesOf(column, source)) };
}

export function samplesOf(column: string | null, source: Source): string[] {
  const columns = [...source.columns, ...(source.table?.columns ?? [])];
  return columns.find((entry) => entry.name === column)?.samples ?? [];
}

/** Samples beside the choice they name outright; the others are left for a person to say. */
function valuesFor(field: TargetField, samples: string[]): Record<string, string> {
  const choices = field.choices ?? [];
  const same = (sample: string) =>
    choices.find((choice) => [choice.value, choice.title].some((text) => fold(text) === fold(sample)));
  return Object.fromEntries(samples.map((sample) => [sample, same(sample)?.value ?? ""]));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").trim().toLowerCase();
}

/** Fields that must be filled and are not. */
export function missingFields(mapping: Mapping, target: Target): TargetField[] {
  return target.fields.filter((field) => field.required && isEmpty(mapping.fields[field.id]));
}

function isEmpty(source: FieldSource | undefined): boolean {
  return !columnOf(source) && !fixedOf(source);
}

export function unusedColumns(mapping: Mapping, source: Source): string[] {
  const used = new Set(Object.values(mapping.fields).map(columnOf));
  if (mapping.table) used.add(mapping.table.key);
  return source.columns.map((column) => column.name).filter((name) => !used.has(name));
}

/** The mapping as it is sent: values that nobody translated and fields left empty are no part of it. */
export function tidy(mapping: Mapping): Mapping {
  const fields = Object.entries(mapping.fields)
    .filter(([, source]) => !isEmpty(source))
    .map(([name, source]): [string, FieldSource] => [name, tidySource(source)]);
  return { ...mapping, crs: normalCrs(mapping.crs) ?? mapping.crs, fields: Object.fromEntries(fields) };
}

function tidySource(source: FieldSource): FieldSource {
  if (typeof source === "string" || !("column" in source)) return source;
  const values = Object.fromEntries(Object.entries(source.values).filter(([, value]) => value !== ""));
  const translated = Object.keys(values).length > 0;
  if (!translated && !source.default) return source.column;
  return { column: source.column, values, ...(source.default ? { default: source.default } : {}) };
}

/** "26191", "epsg 26191" and "EPSG:26191" are one code; anything else is none. */
export function normalCrs(text: string): string | null {
  const match = /^\s*(?:epsg)?\s*:?\s*(\d{4,6})\s*$/i.exec(text);
  return match ? `EPSG:${match[1]}` : null;
}

/** Whether the file is known to be read with another layer or system than the server's own reading. */
export function sameReading(first: Mapping, second: Mapping): boolean {
  return JSON.stringify(tidy(first)) === JSON.stringify(tidy(second));
}
