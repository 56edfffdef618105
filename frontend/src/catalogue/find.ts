import type { Dataset } from "./queries";

/** Letters without accents, hamza and the like, so that a word is found however it is written. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0621\u0640]/g, "")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}

/** The layers of a theme (null: of all) in which every word that was typed occurs. */
export function findDatasets(datasets: readonly Dataset[], text: string, group: string | null): Dataset[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return datasets.filter((dataset) => {
    if (group !== null && dataset.group !== group) return false;
    const told = folded([dataset.id, dataset.title, dataset.description, ...dataset.keywords].join(" "));
    return words.every((word) => told.includes(word));
  });
}

export interface Theme {
  readonly id: string;
  readonly title: string;
}

export function themesOf(datasets: readonly Dataset[]): Theme[] {
  return [...new Map(datasets.map(({ group, group_title }) => [group, group_title]))].map(([id, title]) => ({
    id,
    title,
  }));
}
