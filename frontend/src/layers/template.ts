import type { ExpressionSpecification } from "maplibre-gl";
import type { ManifestLayer } from "../api/types";
import type { Language } from "../i18n/language";
import { labelOf, nameIn } from "./expressions";
import { generic } from "./generic";
import { STYLES } from "./index";
import { type Look, PALETTES } from "./palette";
import { type Drawing, type LayerStyle, SLOTS, type Stroke } from "./types";

/**
 * What only a layer's declaration can say: the server puts its colours, classes and label in these places
 * (backend/kharita/ogc/styles.py), so that no colour of a layer is written down in two programs.
 */
const HOLES = {
  color: "{color}",
  classifyBy: "{classify_by}",
  value: "{value}",
  categoryColor: "{category_color}",
  label: "{label}",
} as const;

type Kind = ManifestLayer["kind"];
const KINDS: readonly Kind[] = ["point", "line", "polygon"];

/** How every layer is drawn in one look and one language, with holes where its declaration speaks. */
export interface StyleTemplate {
  readonly ground: string;
  /** Four colours that tell what the look is like, for lists of styles. */
  readonly preview: Readonly<Record<"town" | "street" | "water" | "park", string>>;
  readonly slots: typeof SLOTS;
  /** The label of a layer that is labelled by its names, and the one in whose place it stands. */
  readonly name: ExpressionSpecification;
  readonly label: ExpressionSpecification;
  /** By layer id, or by `generic:` and the kind for layers without a file of their own. */
  readonly styles: Readonly<Record<string, Record<"plain" | "classes", readonly Stroke[]>>>;
}

function declared(id: string, kind: Kind, look: Look): ManifestLayer {
  // The palette has colours of its own for these values; the last one stands for any other.
  const known = ["water", "oued", ...Object.keys(PALETTES[look].green)];
  return {
    id,
    kind,
    title: id,
    description: "",
    group: "",
    basemap: false,
    visible: true,
    zooms: [0, 22],
    fields: [],
    label: HOLES.label,
    color: HOLES.color,
    classify_by: HOLES.classifyBy,
    categories: [...known, HOLES.value].map((value) => ({ value, title: "", color: HOLES.categoryColor })),
    tiles: "",
    bounds: null,
    licence: "",
    generalise_below: null,
    revision: 0,
  };
}

/** Without what answers a pointer: a style that is given away has none. */
function still(stroke: Stroke): boolean {
  return !JSON.stringify(stroke.spec).includes("feature-state");
}

function both(style: LayerStyle, id: string, kind: Kind, look: Look, language: Language) {
  const drawing: Omit<Drawing, "isClassified"> = {
    layer: declared(id, kind, look),
    palette: PALETTES[look],
    look,
    language,
    opacity: 1,
    isThemed: false,
    isTilted: false,
  };
  return {
    plain: style({ ...drawing, isClassified: false }).filter(still),
    classes: style({ ...drawing, isClassified: true }).filter(still),
  };
}

export function templateOf(look: Look, language: Language): StyleTemplate {
  const own = Object.entries(STYLES).map(([id, style]) => [id, both(style, id, "polygon", look, language)]);
  const others = KINDS.map((kind) => [`generic:${kind}`, both(generic, "{id}", kind, look, language)]);
  const { ground, town, street, water, green } = PALETTES[look];
  return {
    ground,
    preview: { town, street, water, park: green.park },
    slots: SLOTS,
    name: nameIn(language),
    label: labelOf(declared("", "polygon", look), language),
    styles: Object.fromEntries([...own, ...others]),
  };
}
