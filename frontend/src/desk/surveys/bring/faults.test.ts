import { expect, test } from "vitest";
import { ApiProblem } from "../../../api/problem";
import { faultsOf } from "./faults";

const problem = (status: number, code: string, more = {}) =>
  new ApiProblem(status, { type: `/problems/${code}`, detail: code, ...more });

test("each refusal is told at the field that it is about", () => {
  expect(faultsOf(problem(400, "address-private"), "url").at("url")).toBe("address-private");
  expect(faultsOf(problem(404, "not-found"), "path").at("path")).toBe("not-found");
  expect(faultsOf(problem(409, "kind-in-work"), "url").at("kind")).toBe("kind-in-work");
  const faults = [{ field: "said.sha256", detail: "64 hexadecimal digits" }];
  expect(faultsOf(problem(422, "invalid", { faults }), "url").at("sha256")).toBe("64 hexadecimal digits");
});

test("what belongs to no field is told below the form", () => {
  const offline = new ApiProblem(0, { type: "/problems/offline" });
  expect(faultsOf(offline, "url").rest).toBe(offline);
  expect(faultsOf(problem(409, "kind-in-work"), "url").rest).toBeNull();
  expect(faultsOf(null, "url").rest).toBeNull();
});
