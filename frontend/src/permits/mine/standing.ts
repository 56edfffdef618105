import type { Permit, PermitState } from "../shared/types";

/** Who has the dossier now, as its applicant needs to know it. */
export type Holder = "you" | "desk" | "members" | "president" | "site" | "nobody";

const HOLDERS: Readonly<Record<PermitState, Holder>> = {
  draft: "you",
  submitted: "desk",
  complement_requested: "you",
  complement_answered: "desk",
  complete: "desk",
  circulated: "members",
  in_commission: "members",
  favourable: "desk",
  with_reservations: "you",
  revised: "desk",
  unfavourable: "president",
  refused: "nobody",
  appealed: "president",
  fee_due: "you",
  fee_paid: "president",
  signed: "desk",
  issued: "you",
  works_declared: "site",
  works_under_way: "site",
  suspended: "site",
  completed: "site",
  not_conforming: "you",
  surveyed: "president",
  conforming: "nobody",
  withdrawn: "nobody",
  expired: "nobody",
};

export function holderOf(permit: Pick<Permit, "state">): Holder {
  return HOLDERS[permit.state];
}

/** The four stations that everyone understands; where the dossier stands among them. */
const STATIONS = ["received", "studied", "decided", "delivered"] as const;
export type Station = (typeof STATIONS)[number];

const STUDIED: ReadonlySet<PermitState> = new Set<PermitState>([
  "complete",
  "circulated",
  "in_commission",
  "with_reservations",
  "revised",
]);
const RECEIVED: ReadonlySet<PermitState> = new Set<PermitState>([
  "draft",
  "submitted",
  "complement_requested",
  "complement_answered",
]);
const DECIDED: ReadonlySet<PermitState> = new Set<PermitState>([
  "favourable",
  "unfavourable",
  "refused",
  "appealed",
  "fee_due",
  "fee_paid",
  "signed",
]);

/** None where the applicant took it back: it goes nowhere any more. */
export function stationsOf(
  permit: Pick<Permit, "state">,
): { station: Station; standing: "done" | "now" | "ahead" }[] {
  if (permit.state === "withdrawn") return [];
  const at = stationAt(permit.state);
  return STATIONS.map((station, index) => ({
    station,
    standing: index < at ? "done" : index === at ? "now" : "ahead",
  }));
}

function stationAt(state: PermitState): number {
  if (RECEIVED.has(state)) return 0;
  if (STUDIED.has(state)) return 1;
  return DECIDED.has(state) ? 2 : 3;
}
