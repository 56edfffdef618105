export const SORTS = ["due", "entry", "reference"] as const;
export type Sort = (typeof SORTS)[number];

/** What of the queue is shown; it stands in the address, so that a list can be kept and sent. */
export interface QueueFilter {
  states: readonly string[];
  kinds: readonly string[];
  /** "me", "0" (nobody), an id, or "" for everyone. */
  assignee: string;
  isLate: boolean;
  entity: string;
  commune: string;
  text: string;
  sort: Sort;
}

const listOf = (text: string | null) => (text ?? "").split(",").filter(Boolean);

export function filterOf(params: URLSearchParams): QueueFilter {
  const sort = SORTS.find((one) => one === params.get("sort")) ?? "due";
  return {
    states: listOf(params.get("state")),
    kinds: listOf(params.get("kind")),
    assignee: params.get("assignee") ?? "",
    isLate: params.get("late") === "true",
    entity: params.get("entity") ?? "",
    commune: params.get("commune") ?? "",
    text: params.get("q") ?? "",
    sort,
  };
}

/** The same as the API's parameters, and as those of the address; what is not asked for is left out. */
export function queryOf(filter: QueueFilter): Record<string, string> {
  const all = {
    state: filter.states.join(","),
    kind: filter.kinds.join(","),
    assignee: filter.assignee,
    late: filter.isLate ? "true" : "",
    entity: filter.entity,
    commune: filter.commune,
    q: filter.text,
    sort: filter.sort === "due" ? "" : filter.sort,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

/** A value put into a list, or taken out of it. */
export function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
