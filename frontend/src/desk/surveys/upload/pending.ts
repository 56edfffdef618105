import type { Kind } from "../types";

/** A file that is on the server whole, and not yet a file of its survey. */
export interface Arrived {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly kind: Kind;
  readonly bands: Record<string, number>;
  /** The server's name of the upload. */
  readonly upload: string;
}

const keyOf = (survey: number) => `kharita_arrived_${survey}`;

/** Kept over reloads and crashes: between its last byte and its place in the survey no file may be forgotten. */
export function arrivedFiles(survey: number): Arrived[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(survey)) ?? "[]") as Arrived[];
  } catch {
    return [];
  }
}

export function keepArrived(survey: number, file: Arrived): void {
  const others = arrivedFiles(survey).filter((one) => one.id !== file.id);
  localStorage.setItem(keyOf(survey), JSON.stringify([...others, file]));
}

export function dropArrived(survey: number, id: string): void {
  const others = arrivedFiles(survey).filter((one) => one.id !== id);
  if (others.length) localStorage.setItem(keyOf(survey), JSON.stringify(others));
  else localStorage.removeItem(keyOf(survey));
}
