import { ApiProblem } from "../../../api/problem";

export type At = "url" | "path" | "kind" | "sha256";

const AT_KIND = new Set(["kind-in-work"]);

/** What was refused, each fault at its field; `rest` is what belongs to none. */
export function faultsOf(error: Error | null, place: "url" | "path") {
  const problem = error instanceof ApiProblem ? error : null;
  const at = (field: At): string | undefined => {
    if (!problem) return undefined;
    if (field === "kind" && AT_KIND.has(problem.code)) return problem.message;
    if (field === place && isOfPlace(problem)) return problem.message;
    return problem.at(field);
  };
  const isTold = (["url", "path", "kind", "sha256"] as const).some(at);
  return { at, rest: isTold ? null : problem };
}

/** The address or the file itself is not to be had: not on the list, no such file. */
function isOfPlace({ code, status }: ApiProblem): boolean {
  return code.startsWith("address-") || code === "not-offered" || status === 404;
}
