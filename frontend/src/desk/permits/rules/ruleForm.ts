import { ApiProblem } from "../../../api/problem";

export type RuleValue = string | boolean;
export type RuleValues = Record<string, RuleValue>;

/** A field of a rule's form, in the order in which it is filled in. */
export interface RuleField {
  /** As the API names it: what it refuses stands here. */
  name: string;
  label: string;
  kind: "text" | "date" | "check" | "choice";
  help?: string;
  isRequired?: boolean;
  isReadOnly?: boolean;
  dir?: "ltr" | "rtl" | "auto";
  options?: readonly { value: string; title: string }[];
}

/** The required fields that are empty, each with `text`. */
export function missing(
  fields: readonly RuleField[],
  values: RuleValues,
  text: string,
): Record<string, string> {
  const empty = fields.filter(({ name, isRequired }) => isRequired && !String(values[name] ?? "").trim());
  return Object.fromEntries(empty.map(({ name }) => [name, text]));
}

/** What the server refused, by field; `whole` is what has no field in this form. */
export function refusals(fields: readonly RuleField[], error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) throw error;
  const told = fields.flatMap(({ name }): [string, string][] => {
    const detail = error.at(name);
    return detail ? [[name, detail]] : [];
  });
  return told.length > 0 ? Object.fromEntries(told) : { whole: error.message };
}
