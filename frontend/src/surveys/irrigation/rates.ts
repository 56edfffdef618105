/** Colours of the classes, the least vigorous first: brown to green, told apart by their lightness too. */
export const CLASS_COLOURS = ["#B5793A", "#DDB96A", "#C9D67C", "#7FB457", "#2F7D3B"] as const;

/** Where a class begins and ends; open at both ends of all. */
export function spans(breaks: readonly number[]): { low: number | null; high: number | null }[] {
  return Array.from({ length: breaks.length + 1 }, (_, index) => ({
    low: breaks[index - 1] ?? null,
    high: breaks[index] ?? null,
  }));
}

/** Millimetres as people write them, with a comma or a point; null for what is no rate. */
export function rateFrom(text: string): number | null {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(number) && number >= 0 && number <= 1_000 ? number : null;
}

/** Cubic metres that the rates ask for on these grounds. */
export function waterOf(areas: readonly number[], rates: readonly (number | null)[]): number {
  return areas.reduce((sum, area, index) => sum + (area * (rates[index] ?? 0)) / 1_000, 0);
}
