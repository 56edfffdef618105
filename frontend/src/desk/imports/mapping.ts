import type { FieldRule, Mapping, Options, Source, SourceColumn, Target, TargetField } from "./types";

const OPTIONS: Options = { repair: true, move_tolerance_m: 0.05, retire_missing: false };

/** A mapping with everything that the server left out because it is the default. */
export function complete(given: Partial<Mapping> | null): Mapping {
  const blank = { layer: null, crs: null, swap_axes: false, key: null, table: null };
  return { ...blank, ...given, fields: given?.fields ?? {}, options: { ...OPTIONS, ...given?.options } };
}

/** The rule of a field, written out. */
export function ruleOf(mapping: Mapping, field: string): FieldRule {
  const given = mapping.fields[field];
  return typeof given === "string" ? { column: given } : (given ?? {});
}

/** The columns that a field reads. */
export function columnsOf(rule: FieldRule): string[] {
  return rule.columns?.length ? rule.columns : rule.column ? [rule.column] : [];
}

export function withRule(mapping: Mapping, field: string, rule: FieldRule | null): Mapping {
  const { [field]: _replaced, ...others } = mapping.fields;
  return { ...mapping, fields: rule === null ? others : { ...others, [field]: rule } };
}

/** The column that the labels of a drawing make. */
export const LABEL = "label";

/** All columns that can be read: the file's, the labels', then the joined table's under their longer names. */
export function columnsIn(source: Source, mapping?: Mapping): SourceColumn[] {
  const joined = (source.table_columns ?? []).map((column) => ({ ...column, name: `table.${column.name}` }));
  const label = mapping?.labels ? [{ name: LABEL, kind: "text", samples: [] }] : [];
  return [...source.columns, ...label, ...joined];
}

export function samplesOf(column: string | null | undefined, source: Source): string[] {
  return columnsIn(source).find((entry) => entry.name === column)?.samples ?? [];
}

/** A column chosen for a field: a choice starts with what its samples say, other kinds read the text as it is. */
export function readColumn(field: TargetField, column: string, source: Source): FieldRule {
  if (field.kind !== "choice") return { column };
  return { column, values: valuesFor(field, samplesOf(column, source)) };
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
  return target.fields.filter((field) => field.required && isEmpty(ruleOf(mapping, field.id)));
}

/** Whether the target stands on a planning document that has no name yet. */
export function lacksPlan(mapping: Mapping, target: Target): boolean {
  const { plan } = mapping;
  return target.needs_plan && !(plan?.name_ar || plan?.name_fr || plan?.name_en);
}

function isEmpty(rule: FieldRule): boolean {
  return columnsOf(rule).length === 0 && !rule.value;
}

export function unusedColumns(mapping: Mapping, source: Source): string[] {
  const used = new Set(Object.keys(mapping.fields).flatMap((field) => columnsOf(ruleOf(mapping, field))));
  const { table, coordinates, key } = mapping;
  for (const name of [table?.column, coordinates?.x, coordinates?.y, coordinates?.wkt, key]) {
    if (name) used.add(name);
  }
  return source.columns.map((column) => column.name).filter((name) => !used.has(name));
}

/** The mapping as it is sent: values that nobody translated and fields left empty are no part of it. */
export function tidy(mapping: Mapping): Mapping {
  const fields = Object.keys(mapping.fields)
    .map((name): [string, FieldRule] => [name, ruleOf(mapping, name)])
    .filter(([, rule]) => !isEmpty(rule))
    .map(([name, rule]): [string, FieldRule] => [name, tidyRule(rule)]);
  return {
    ...mapping,
    crs: mapping.crs ? (normalCrs(mapping.crs) ?? mapping.crs) : null,
    table: mapping.table?.key && mapping.table.column ? mapping.table : null,
    fields: Object.fromEntries(fields),
  };
}

function tidyRule(rule: FieldRule): FieldRule {
  const values = Object.entries(rule.values ?? {}).filter(([, value]) => value !== "");
  const kept = Object.entries({ ...rule, values: Object.fromEntries(values) }).filter(
    ([name, value]) =>
      value !== null &&
      value !== "" &&
      !(name === "values" && values.length === 0) &&
      !(name === "scale" && value === 1),
  );
  return Object.fromEntries(kept.filter(([name, value]) => !(name === "columns" && isBare(value))));
}

function isBare(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** "26191", "epsg 26191" and "EPSG:26191" are one code; anything else is none. */
export function normalCrs(text: string): string | null {
  const match = /^\s*(?:epsg)?\s*:?\s*(\d{4,6})\s*$/i.exec(text);
  return match ? `EPSG:${match[1]}` : null;
}

/** What a field will hold for a row of the file; "" for nothing. Mirrors how the server reads a rule. */
export function readValue(rule: FieldRule, row: Record<string, unknown>): string {
  if (rule.value) return rule.value;
  const raw = columnsOf(rule)
    .map((column) => textOf(row[column]))
    .filter(Boolean)
    .join(rule.separator ?? "-");
  const translated = rule.values && Object.keys(rule.values).length > 0 ? (rule.values[raw] ?? "") : raw;
  return translated || rule.default || "";
}

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim();
}
