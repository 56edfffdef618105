import type { Bounds } from "../api/types";
import { StyledMap } from "../map/styledMap";

function json<T>(id: string | undefined): T | null {
  const text = id && document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : null;
}

function boundsOf(text: string | undefined): Bounds | null {
  const numbers = text?.split(",").map(Number) ?? [];
  return numbers.length === 4 && numbers.every(Number.isFinite) ? (numbers as Bounds) : null;
}

/** `{theme}` in a style's address follows the page. */
function themed(address: string): string {
  return address.replace("{theme}", document.documentElement.dataset.theme === "dark" ? "dark" : "light");
}

function rowOf(id: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-feature="${id}"]`);
}

function mark(id: number | null): void {
  for (const row of document.querySelectorAll("[data-feature].active")) row.classList.remove("active");
  if (id !== null) rowOf(id)?.classList.add("active");
}

/** Draws the map that a page's element describes in its data attributes, and ties it to the page's table. */
export async function openMap(box: HTMLElement): Promise<void> {
  const { styles = "", bounds, features, tiles } = box.dataset;
  try {
    const map = await StyledMap.open({
      container: box,
      styles: styles.split(" ").filter(Boolean).map(themed),
      bounds: boundsOf(bounds),
      features: json<GeoJSON.FeatureCollection>(features),
      showsTiles: tiles !== undefined,
      words: json<Record<string, string>>("map-words") ?? {},
      onHover: mark,
      onPick: (id) => rowOf(id)?.querySelector("a")?.click(),
    });
    box.classList.add("drawn");
    tieRows(map);
    tieBox(map);
  } catch {
    box.classList.add("failed");
  }
}

function tieRows(map: StyledMap): void {
  for (const row of document.querySelectorAll<HTMLElement>("[data-feature]")) {
    const id = Number(row.dataset.feature);
    row.addEventListener("pointerenter", () => map.activate(id));
    row.addEventListener("pointerleave", () => map.activate(null));
    row.addEventListener("focusin", () => map.activate(id));
  }
}

/** The button that narrows the table to what the map shows writes the map's box into the form. */
function tieBox(map: StyledMap): void {
  const button = document.querySelector<HTMLButtonElement>("[data-use-map]");
  const field = button?.form?.elements.namedItem("bbox");
  if (!button || !(field instanceof HTMLInputElement)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    field.value = map
      .bounds()
      .map((edge) => edge.toFixed(5))
      .join(",");
    button.form?.requestSubmit();
  });
}
