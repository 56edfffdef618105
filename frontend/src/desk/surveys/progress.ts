import type { MessageKey } from "../../i18n/language";

const STEPS = ["check", "keep", "analysis", "display", "facts"] as const;
const COMPARING = ["align", "read", "detect", "clean", "outline", "parcels", "verdicts", "pictures"] as const;

/** The name of a step that a job tells of; one that is not known here is work all the same. */
export function stepKey(step: string): MessageKey {
  const known = STEPS.find((one) => one === step);
  if (known) return `surveys.work.${known}`;
  return step ? "surveys.work.other" : "surveys.work.waiting";
}

export function comparingKey(step: string): MessageKey {
  const known = COMPARING.find((one) => one === step);
  if (known) return `surveys.comparing.${known}`;
  return step ? "surveys.work.other" : "surveys.work.waiting";
}
