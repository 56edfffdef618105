export const HOLDERS = ["applicant", "desk", "entities", "commission", "president"] as const;
export type Holder = (typeof HOLDERS)[number];

/** What is counted, as it stands in the page's address; empty: all. */
export interface FiguresFilter {
  commune: string;
  since: string;
  until: string;
  holder: Holder | "";
}

const MONTH = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): boolean => MONTH.test(text);

/** An address is written by hand too: what makes no sense in it is left out. */
export function filterFrom(params: URLSearchParams): FiguresFilter {
  const month = (name: string) => (isMonth(params.get(name) ?? "") ? (params.get(name) ?? "") : "");
  return {
    commune: /^\d+$/.test(params.get("commune") ?? "") ? (params.get("commune") ?? "") : "",
    since: month("since"),
    until: month("until"),
    holder: HOLDERS.find((one) => one === params.get("holder")) ?? "",
  };
}

/** The same, as the API and the address take it: without what is empty. */
export function queryOf(filter: FiguresFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}
