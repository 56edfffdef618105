import { FootprintEditor } from "../footprint/FootprintEditor";
import { LiveChecks } from "../LiveChecks";
import type { Draft } from "../useDraft";

/** The footprint, drawn or read from a file, with what the rules say of it beside it. */
export function FootprintStep({ draft }: { draft: Draft }) {
  return <FootprintEditor draft={draft} beneath={(checks) => <LiveChecks {...checks} isBrief />} />;
}
