import type { MessageKey } from "../i18n/language";
import type { SurveyRow } from "./types";

/** The ways in which a survey can be looked at; each is a part of its tiles' address. */
export const LOOKS = [
  "rgb",
  "contrast",
  "relief",
  "hillshade",
  "slope",
  "above-ground",
  "ndvi",
  "vari",
  "difference",
] as const;
export type LookId = (typeof LOOKS)[number];

export const LOOK_TITLES: Readonly<Record<LookId, MessageKey>> = {
  rgb: "surveys.look.rgb",
  contrast: "surveys.look.contrast",
  relief: "surveys.look.relief",
  hillshade: "surveys.look.hillshade",
  slope: "surveys.look.slope",
  "above-ground": "surveys.look.aboveGround",
  ndvi: "surveys.look.ndvi",
  vari: "surveys.look.vari",
  difference: "surveys.look.difference",
};

const NEEDS: Readonly<Record<LookId, readonly string[]>> = {
  rgb: ["ortho"],
  contrast: ["ortho"],
  relief: ["dsm"],
  hillshade: ["dsm"],
  slope: ["dsm"],
  "above-ground": ["dsm", "dtm"],
  ndvi: ["multispectral"],
  vari: ["ortho"],
  difference: ["dsm"],
};

/** The looks that a survey's files allow; the difference needs an earlier date with heights. */
export function looksOf(survey: SurveyRow, before: SurveyRow | null): LookId[] {
  return LOOKS.filter((look) => {
    if (look === "difference" && !before?.kinds.includes("dsm")) return false;
    return NEEDS[look].every((kind) => survey.kinds.includes(kind));
  });
}

/** The TileJSON of a look; the plain orthophoto comes as it is stored. */
export function tilejsonPath(survey: SurveyRow, look: LookId, before: SurveyRow | null): string {
  const part = look === "rgb" ? "" : look === "difference" ? `/difference/${before?.id ?? 0}` : `/${look}`;
  return `/imagery/${survey.id}${part}.json`;
}

export function isLook(text: string | null): text is LookId {
  return LOOKS.some((look) => look === text);
}
