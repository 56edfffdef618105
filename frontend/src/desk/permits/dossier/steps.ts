import type { Permit, PermitState } from "../../../permits/shared/types";

/** What the desk does with a dossier; several actions of the server's table are one step with a choice. */
export const STEPS = [
  "accept",
  "complement",
  "circulate",
  "agenda",
  "conclude",
  "silence",
  "fee",
  "cancelFee",
  "payment",
  "sign",
  "issue",
  "refuse",
  "appealAnswer",
  "visit",
  "completionVisit",
  "suspend",
  "resume",
  "certify",
] as const;
export type Step = (typeof STEPS)[number];

const STEP_OF_ACTION: Readonly<Record<string, Step>> = {
  accept: "accept",
  request_complement: "complement",
  circulate: "circulate",
  convene: "agenda",
  conclude_favourable: "conclude",
  conclude_with_reservations: "conclude",
  conclude_unfavourable: "conclude",
  attest_silence: "silence",
  order_fee: "fee",
  cancel_fee: "cancelFee",
  settle_fee: "payment",
  sign: "sign",
  issue: "issue",
  refuse: "refuse",
  reject_appeal: "appealAnswer",
  allow_appeal: "appealAnswer",
  start_works: "visit",
  suspend: "suspend",
  resume: "resume",
  survey: "completionVisit",
  find_not_conforming: "completionVisit",
  certify: "certify",
};

/** The steps that this reader could take now, each once, in the table's order. */
export function stepsOf(permit: Pick<Permit, "actions" | "silence_reached_at">): Step[] {
  const found = permit.actions.flatMap((action) => STEP_OF_ACTION[action] ?? []);
  const offered = permit.silence_reached_at ? found : found.filter((step) => step !== "silence");
  return [...new Set(offered)];
}

/** What usually comes next in a state, the likeliest first. */
const NEXT: Partial<Record<PermitState, readonly Step[]>> = {
  submitted: ["accept"],
  complement_answered: ["accept"],
  complete: ["circulate"],
  revised: ["agenda"],
  favourable: ["fee"],
  fee_due: ["payment"],
  fee_paid: ["sign"],
  signed: ["issue"],
  unfavourable: ["refuse"],
  appealed: ["appealAnswer"],
  works_declared: ["visit"],
  suspended: ["resume"],
  completed: ["completionVisit"],
  surveyed: ["certify"],
};

type Standing = Pick<Permit, "state" | "actions" | "circulations" | "silence_reached_at">;

/** The one main step, if it is this reader's to take. A circulated dossier goes on once all have answered. */
export function mainStep(permit: Standing): Step | null {
  const offered = stepsOf(permit);
  const wanted =
    permit.state === "circulated"
      ? permit.circulations.every((one) => one.answered_at)
        ? ["agenda" as const]
        : []
      : (NEXT[permit.state] ?? []);
  return wanted.find((step) => offered.includes(step)) ?? null;
}
