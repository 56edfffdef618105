/** The steps of the server's table: from which states, and whose they are. */
const TABLE = {
  report: { from: ["observed"], by: "inspects" },
  transmit: { from: ["reported"], by: "inspects" },
  stop_works: { from: ["reported", "transmitted"], by: "inspects" },
  order_remedy: { from: ["transmitted", "stopped"], by: "inspects" },
  confirm_remedy: { from: ["stopped", "remedy_ordered", "demolition_ordered"], by: "inspects" },
  order_demolition: { from: ["remedy_ordered"], by: "signs" },
  execute: { from: ["demolition_ordered"], by: "inspects" },
  close: { from: ["observed", "remedied", "executed"], by: "signs" },
} as const satisfies Record<string, { from: readonly string[]; by: "inspects" | "signs" }>;

export type OffenceStep = keyof typeof TABLE;

/** What this reader could do with an offence now. */
export function offenceSteps(state: string, rights: { inspects: boolean; signs: boolean }): OffenceStep[] {
  return (Object.keys(TABLE) as OffenceStep[]).filter((step) => {
    const { from, by } = TABLE[step];
    return rights[by] && (from as readonly string[]).includes(state);
  });
}
