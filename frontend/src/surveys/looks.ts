import type { MessageKey } from "../i18n/language";
import type { useI18n } from "../i18n/t";
import type { Look, SurveyRow } from "./types";

export const PICTURE = "rgb";
export const DIFFERENCE = "difference";

/** For the 3D view, and heights without the shading that `relief` adds to them: not offered to the eye. */
const NOT_OFFERED: ReadonlySet<string> = new Set(["terrain", "dsm", "dtm"]);
const FIRST: readonly string[] = [PICTURE, "relief", "dtm-relief"];

/** Looks that the server names by their kind are told apart here; an index has a name of its own there. */
const TITLES: Readonly<Record<string, MessageKey>> = {
  [PICTURE]: "surveys.look.rgb",
  contrast: "surveys.look.contrast",
  relief: "surveys.look.relief",
  "dtm-relief": "surveys.look.ground",
  hillshade: "surveys.look.hillshade",
  "above-ground": "surveys.look.aboveGround",
  [DIFFERENCE]: "surveys.look.difference",
};
const BANDS: Readonly<Record<string, MessageKey>> = {
  "band-blue": "surveys.band.blue",
  "band-green": "surveys.band.green",
  "band-red": "surveys.band.red",
  "band-red-edge": "surveys.band.red_edge",
  "band-nir": "surveys.band.nir",
};

/** The looks to choose from; the difference needs heights at both dates. */
export function offered(looks: readonly Look[], survey: SurveyRow, before: SurveyRow | null): string[] {
  const names = looks.map(({ name }) => name).filter((name) => !NOT_OFFERED.has(name));
  const hasHeights = [survey, before].every((row) => row?.kinds.includes("dsm"));
  return hasHeights ? [...names, DIFFERENCE] : names;
}

/** The look that is drawn: the one asked for, while it is not known to be missing; else the plainest there is. */
export function chosen(asked: string, names: readonly string[] | undefined): string {
  if (!names || names.includes(asked)) return asked;
  return FIRST.find((one) => names.includes(one)) ?? names[0] ?? PICTURE;
}

export function titleOf(name: string, looks: readonly Look[], t: ReturnType<typeof useI18n>["t"]): string {
  const [own, band] = [TITLES[name], BANDS[name]];
  if (own) return t(own);
  if (band) return t("surveys.look.band", { band: t(band) });
  return looks.find((one) => one.name === name)?.title ?? name;
}

/** The TileJSON of a look; the plain orthophoto comes as it is stored. */
export function tilejsonPath(survey: SurveyRow, look: string, before: SurveyRow | null): string {
  const isStored = look === PICTURE && survey.kinds.includes("ortho");
  const part = isStored ? "" : look === DIFFERENCE ? `/difference/${before?.id ?? 0}` : `/${look}`;
  return `/imagery/${survey.id}${part}.json`;
}
