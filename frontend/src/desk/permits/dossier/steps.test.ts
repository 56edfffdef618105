import { expect, test } from "vitest";
import { mainStep, stepsOf } from "./steps";

const sent = (answered_at: string | null) =>
  ({
    id: 1,
    entity: 1,
    entity_name: { ar: "", fr: "", en: "" },
    round: 1,
    sent_at: "",
    due_at: "",
    answered_at,
  }) as const;

const standing = (
  state: "circulated" | "fee_paid" | "submitted",
  actions: string[],
  answered: (string | null)[] = [],
) => ({
  state,
  actions,
  circulations: answered.map(sent),
  silence_reached_at: null,
});

test("three ways to conclude are one step, and steps of the applicant are none of the desk's", () => {
  const actions = ["withdraw", "conclude_favourable", "conclude_with_reservations", "conclude_unfavourable"];
  expect(stepsOf({ actions, silence_reached_at: null })).toEqual(["conclude"]);
});

test("silence is attested only after the delay has passed", () => {
  expect(stepsOf({ actions: ["attest_silence"], silence_reached_at: null })).toEqual([]);
  expect(stepsOf({ actions: ["attest_silence"], silence_reached_at: "2026-09-07T00:00:00Z" })).toEqual([
    "silence",
  ]);
});

test("a circulated dossier waits for its last opinion before the agenda", () => {
  const actions = ["circulate", "convene"];
  expect(mainStep(standing("circulated", actions, ["2026-09-07T00:00:00Z", null]))).toBeNull();
  expect(mainStep(standing("circulated", actions, ["2026-09-07T00:00:00Z"]))).toBe("agenda");
});

test("the main step is offered only to whom it belongs", () => {
  expect(mainStep(standing("fee_paid", ["sign"]))).toBe("sign");
  expect(mainStep(standing("fee_paid", []))).toBeNull();
});
