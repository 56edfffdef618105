import type { DataDrivenPropertyValueSpecification, ExpressionSpecification } from "maplibre-gl";
import type { Category, ManifestLayer } from "../api/types";
import type { Language } from "../i18n/language";

type Stops = readonly (readonly [zoom: number, value: number])[];

export const FONT = { regular: ["Kharita Regular"], medium: ["Kharita Medium"], bold: ["Kharita Bold"] };

/** A number that grows with the zoom; `times` multiplies each stop (a layer's opacity). */
export function byZoom(stops: Stops, times = 1): ExpressionSpecification {
  return [
    "interpolate",
    ["linear"],
    ["zoom"],
    ...stops.flatMap(([zoom, value]) => [zoom, value * times]),
  ] as unknown as ExpressionSpecification;
}

/** Doubles with each zoom, as the ground does: for widths that are metres on the ground. */
export function widthByZoom(stops: Stops): ExpressionSpecification {
  return [
    "interpolate",
    ["exponential", 1.6],
    ["zoom"],
    ...stops.flat(),
  ] as unknown as ExpressionSpecification;
}

export function textOf(field: string): ExpressionSpecification {
  return ["coalesce", ["to-string", ["get", field]], ""];
}

/** What a layer is labelled with: its names in the reader's script, or the column that it declares. */
export function labelOf(layer: ManifestLayer, language: Language): ExpressionSpecification {
  return layer.label === "name" ? nameIn(language) : textOf(layer.label ?? "");
}

const ORDER: Record<Language, readonly Language[]> = {
  ar: ["ar", "fr", "en"],
  fr: ["fr", "en", "ar"],
  en: ["en", "fr", "ar"],
};

function firstOf(languages: readonly Language[]): ExpressionSpecification {
  const cases = languages.flatMap((code) => [["!=", textOf(`name_${code}`), ""], textOf(`name_${code}`)]);
  return ["case", ...cases, ""] as unknown as ExpressionSpecification;
}

/** The name in the reader's script, else the nearest one there is. */
export function nameIn(language: Language): ExpressionSpecification {
  return firstOf(ORDER[language]);
}

/** The name in the reader's script with the other script small beneath, where it has both. */
export function bothNames(language: Language): DataDrivenPropertyValueSpecification<string> {
  const mine = nameIn(language);
  const other = language === "ar" ? firstOf(["fr", "en"]) : textOf("name_ar");
  const both = ["format", mine, {}, "\n", {}, other, { "font-scale": 0.8 }];
  const isAlone = ["any", ["==", other, ""], ["==", other, mine]];
  return [
    "case",
    isAlone,
    ["format", mine, {}],
    both,
  ] as unknown as DataDrivenPropertyValueSpecification<string>;
}

/** The colour of each class of the legend; the layer's own colour for rows of no class. */
export function byCategory(
  layer: ManifestLayer,
  colorOf: (category: Category) => string = (category) => category.color,
): string | ExpressionSpecification {
  if (!layer.classify_by || layer.categories.length === 0) return layer.color;
  const cases = layer.categories.flatMap((category) => [category.value, colorOf(category)]);
  return ["match", ["get", layer.classify_by], ...cases, layer.color] as unknown as ExpressionSpecification;
}
