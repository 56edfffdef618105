import type { Level } from "../../ui/Badge";
import type { ComparisonState, Kind, ProductState, Survey, SurveyRow, SurveyState } from "./types";

/** One tone per state, the same in badge, list, time line and map. */
export const SURVEY_TONE: Readonly<Record<SurveyState, Level>> = {
  announced: "waiting",
  processing: "info",
  ready: "ok",
  failed: "late",
};

export const PRODUCT_TONE: Readonly<Record<ProductState, Level>> = {
  waiting: "waiting",
  working: "info",
  ready: "ok",
  refused: "late",
  failed: "late",
};

export const COMPARISON_TONE: Readonly<Record<ComparisonState, Level>> = {
  waiting: "waiting",
  working: "info",
  ready: "ok",
  failed: "late",
};

/** Colours of the map, which knows no style sheet: those of the badges. */
export const SURVEY_COLOR: Readonly<Record<SurveyState, string>> = {
  announced: "#B7791F",
  processing: "#2B5FA8",
  ready: "#2E7D4F",
  failed: "#B3261E",
};

const SHOWN: readonly Kind[] = ["ortho", "multispectral", "dsm", "dtm"];

/** The address of the picture that stands for a survey; null while nothing of it is ready. */
export function thumbnailOf({
  id,
  kinds,
  version,
}: Pick<SurveyRow, "id" | "kinds" | "version">): string | null {
  const kind = SHOWN.find((one) => kinds.includes(one));
  return kind ? `/api/v1/surveys/${id}/products/${kind}.webp?v=${version}` : null;
}

/** What there is to do next with a survey. */
export type NextStep = "upload" | "sending" | "mend" | "prepare" | "comparing" | "judge" | "judged" | "fly";

export interface Circumstances {
  sending: number;
  comparing: number;
  compared: number;
  open: number;
}

export function nextStepOf(survey: Pick<Survey, "products">, around: Circumstances): NextStep {
  const states = new Set(survey.products.map((one) => one.state));
  if (around.sending > 0) return "sending";
  if (states.has("refused") || states.has("failed")) return "mend";
  if (states.has("waiting") || states.has("working")) return "prepare";
  if (!states.has("ready")) return "upload";
  if (around.open > 0) return "judge";
  if (around.comparing > 0) return "comparing";
  return around.compared > 0 ? "judged" : "fly";
}
