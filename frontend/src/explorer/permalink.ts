import { LANGUAGES, type Language } from "../i18n/language";
import type { Look } from "../layers/palette";
import { type Camera, formatCamera, parseCamera } from "../map/camera";
import type { LayerChoice } from "../map/style";

/** What of the map stands in the address after `#`: enough to show somebody else the same thing. */
export interface Permalink {
  readonly camera: Camera | null;
  readonly choices: Readonly<Record<string, LayerChoice>>;
  readonly classified: readonly string[];
  readonly look: Look | null;
  readonly parcel: string | null;
  readonly language: Language | null;
}

const LOOKS: readonly string[] = ["paper", "night", "plain", "imagery"];

/** `zones:60,-buildings`: shown at 60 %, not shown. */
function formatChoices(choices: Permalink["choices"]): string {
  return Object.entries(choices)
    .map(([id, { visible, opacity }]) => {
      if (!visible) return `-${id}`;
      return opacity === 1 ? id : `${id}:${Math.round(opacity * 100)}`;
    })
    .join(",");
}

function parseChoices(text: string): Record<string, LayerChoice> {
  const parts = text.split(",").filter((part) => /^-?[a-z_0-9]+(:\d{1,3})?$/.test(part));
  return Object.fromEntries(
    parts.map((part) => {
      const [name = "", percent = "100"] = part.split(":");
      return [
        name.replace("-", ""),
        { visible: !name.startsWith("-"), opacity: Math.min(Number(percent), 100) / 100 },
      ];
    }),
  );
}

export function formatPermalink(link: Permalink): string {
  const parts = [
    link.camera ? formatCamera(link.camera) : "",
    Object.keys(link.choices).length > 0 ? `layers=${formatChoices(link.choices)}` : "",
    link.classified.length > 0 ? `classes=${link.classified.join(",")}` : "",
    link.look ? `look=${link.look}` : "",
    link.parcel ? `parcel=${encodeURIComponent(link.parcel)}` : "",
    link.language ? `lang=${link.language}` : "",
  ];
  return `#${parts.filter(Boolean).join("&")}`;
}

export function parsePermalink(hash: string): Permalink {
  const [first = "", ...rest] = hash.replace(/^#/, "").split("&");
  const camera = first.includes("=") ? null : parseCamera(first);
  const values = new URLSearchParams((first.includes("=") ? [first, ...rest] : rest).join("&"));
  const look = values.get("look");
  const language = values.get("lang");
  return {
    camera,
    choices: parseChoices(values.get("layers") ?? ""),
    classified: (values.get("classes") ?? "").split(",").filter((id) => /^[a-z_0-9]+$/.test(id)),
    look: look && LOOKS.includes(look) ? (look as Look) : null,
    parcel: values.get("parcel"),
    language: LANGUAGES.find((code) => code === language) ?? null,
  };
}
