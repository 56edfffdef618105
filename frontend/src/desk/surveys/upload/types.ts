import type { Kind } from "../types";
import type { FileHead } from "./fileHead";

/** A file that was chosen and is not yet sent. */
export interface Candidate {
  readonly file: File;
  readonly head: FileHead;
  readonly kind: Kind;
  /** Of a multispectral file: the number of each named band, from 1. */
  readonly bands: Record<string, number>;
}
