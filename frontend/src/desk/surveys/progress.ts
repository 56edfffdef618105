import type { MessageKey } from "../../i18n/language";

// The codes that the jobs tell, each job's in its order.
const PREPARING = ["check", "keep", "analysis", "display", "facts"] as const;
const COMPARING = ["place", "level", "compare", "outline", "parcels", "pictures"] as const;
const FETCHING = ["fetch", "check", "send", "photogrammetry", "unpack"] as const;

/** The name of a step that a job tells of; one that is not known here is work all the same. */
export function stepKey(step: string): MessageKey {
  const known = PREPARING.find((one) => one === step);
  return known ? `surveys.work.${known}` : unnamed(step);
}

export function comparingKey(step: string): MessageKey {
  const known = COMPARING.find((one) => one === step);
  return known ? `surveys.comparing.${known}` : unnamed(step);
}

export function fetchingKey(step: string): MessageKey {
  const known = FETCHING.find((one) => one === step);
  return known ? `surveys.fetching.${known}` : unnamed(step);
}

const unnamed = (step: string): MessageKey => (step ? "surveys.work.other" : "surveys.work.waiting");
