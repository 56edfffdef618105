import type { CheckRun, Permit, PermitState } from "../../../permits/shared/types";

export const TASKS = ["project", "documents", "checks", "opinions", "decision", "works"] as const;
export type Task = (typeof TASKS)[number];

/** done: nothing left; doing: begun; todo: not begun; alert: needs eyes; none: not yet, or no longer. */
export type TaskState = "done" | "doing" | "todo" | "alert" | "none";

export interface TaskLine {
  task: Task;
  state: TaskState;
  /** How far it is: parts done of all; null where it is not counted. */
  parts: { done: number; all: number } | null;
}

const AFTER_ISSUE: ReadonlySet<PermitState> = new Set<PermitState>([
  "issued",
  "works_declared",
  "works_under_way",
  "suspended",
  "completed",
  "not_conforming",
  "surveyed",
  "conforming",
]);

function progress(done: number, all: number): TaskState {
  if (all === 0) return "none";
  if (done === all) return "done";
  return done === 0 ? "todo" : "doing";
}

function documents(permit: Permit): TaskLine {
  const current = permit.documents.filter((one) => one.state !== "replaced");
  const done = current.filter((one) => one.state === "accepted").length;
  const refused = current.some((one) => one.state === "refused");
  const state = refused ? "alert" : progress(done, current.length);
  return { task: "documents", state, parts: { done, all: current.length } };
}

function checks(run: CheckRun | undefined): TaskLine {
  if (!run) return { task: "checks", state: "todo", parts: null };
  const done = run.findings.filter((one) => one.outcome === "pass").length;
  const fails = run.findings.some((one) => one.outcome === "fail");
  const state = fails ? "alert" : done === run.findings.length ? "done" : "doing";
  return { task: "checks", state, parts: { done, all: run.findings.length } };
}

function opinions(permit: Permit, now: number): TaskLine {
  const all = permit.circulations.length;
  const done = permit.circulations.filter((one) => one.answered_at).length;
  const late = permit.circulations.some((one) => !one.answered_at && Date.parse(one.due_at) < now);
  return { task: "opinions", state: late ? "alert" : progress(done, all), parts: { done, all } };
}

function decision(permit: Permit): TaskLine {
  const signed = permit.decisions.some((one) => one.signed_at && !one.revoked_at);
  return { task: "decision", state: signed ? "done" : "todo", parts: null };
}

function works(permit: Permit): TaskLine {
  if (!AFTER_ISSUE.has(permit.state)) return { task: "works", state: "none", parts: null };
  if (permit.state === "conforming") return { task: "works", state: "done", parts: null };
  const isAlert = permit.state === "suspended" || permit.state === "not_conforming";
  return { task: "works", state: isAlert ? "alert" : "doing", parts: null };
}

/** The officer's list: what there is to do on a dossier, each with where it stands at `now` (milliseconds). */
export function tasksOf(permit: Permit, run: CheckRun | undefined, now: number): TaskLine[] {
  return [
    { task: "project", state: permit.submitted_at ? "done" : "todo", parts: null },
    documents(permit),
    checks(run),
    opinions(permit, now),
    decision(permit),
    works(permit),
  ];
}
