import type { Survey, SurveyIn } from "./types";

/** A flight as its form holds it: texts as they are typed. */
export interface FlightFields {
  title: string;
  /** In the reader's own time, as a date field writes it. */
  flown_at: string;
  sensor: string;
  georeference: NonNullable<SurveyIn["georeference"]>;
  gsd_cm: string;
  accuracy_cm: string;
  campaign: number | null;
  note: string;
}

export function flightFields(survey?: Survey): FlightFields {
  return {
    title: survey?.title ?? "",
    flown_at: survey ? localTime(survey.flown_at) : "",
    sensor: survey?.sensor ?? "",
    georeference: (survey?.georeference as FlightFields["georeference"] | undefined) ?? "gps",
    gsd_cm: numberText(survey?.gsd_cm),
    accuracy_cm: numberText(survey?.accuracy_cm),
    campaign: survey?.campaign_id ?? null,
    note: survey?.note ?? "",
  };
}

/** What is sent of it, or the field whose number is none. */
export function flightBody(
  said: FlightFields,
  authorisation: number,
): { body: SurveyIn } | { fault: "gsd_cm" | "accuracy_cm" } {
  const gsd = numberOf(said.gsd_cm);
  const accuracy = numberOf(said.accuracy_cm);
  if (Number.isNaN(gsd)) return { fault: "gsd_cm" };
  if (Number.isNaN(accuracy)) return { fault: "accuracy_cm" };
  const flown_at = new Date(said.flown_at).toISOString();
  return { body: { ...said, authorisation, flown_at, gsd_cm: gsd, accuracy_cm: accuracy } };
}

const ARABIC_ZERO = 0x660;

/** A number with a point or a comma, in Latin or Arabic digits; null where none was given. */
export function numberOf(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO))
    .replace(/[,٫]/, ".");
  return plain === "" ? null : Number(plain);
}

function numberText(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

function localTime(iso: string): string {
  const time = new Date(iso);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
