import { expect, test } from "vitest";
import { ApiProblem } from "../../../api/problem";
import { missing, type RuleField, refusals } from "./ruleForm";

const FIELDS: RuleField[] = [
  { name: "code", label: "Code", kind: "text", isRequired: true },
  { name: "name_ar", label: "Name", kind: "text", isRequired: true },
  { name: "effective_to", label: "Until", kind: "date" },
];

test("what must be filled in is asked for before anything is sent", () => {
  expect(missing(FIELDS, { code: " ", name_ar: "سبب", effective_to: "" }, "Fill in")).toEqual({
    code: "Fill in",
  });
});

test("what the server refuses stands at its field, whichever way it names it", () => {
  const byRule = new ApiProblem(400, { detail: "no", faults: [{ field: "code", detail: "Taken" }] });
  const bySchema = new ApiProblem(400, { faults: [{ field: "wanted.name_ar", detail: "Too long" }] });
  expect(refusals(FIELDS, bySchema)).toEqual({ name_ar: "Too long" });
  const byDomain = new ApiProblem(400, { detail: "Not a day", field: "effective_to" });
  expect(refusals(FIELDS, byRule)).toEqual({ code: "Taken" });
  expect(refusals(FIELDS, byDomain)).toEqual({ effective_to: "Not a day" });
});

test("what no field of the form can mend is told above it", () => {
  const denied = new ApiProblem(403, { detail: "Not yours", faults: [{ field: "", detail: "Not yours" }] });
  expect(refusals(FIELDS, denied)).toEqual({ whole: "Not yours" });
});
