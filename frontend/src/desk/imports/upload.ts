import { sendForm, type Watch } from "../../api/sendForm";
import type { Import } from "./types";

export type Upload = {
  file: File;
  commune: number;
  target: string;
  table: File | null;
  mapping: File | null;
};

/** Sends the files of a new import. */
export function upload(files: Upload, watch: Watch): Promise<Import> {
  return sendForm<Import>("/imports", formOf(files), watch);
}

function formOf({ file, commune, target, table, mapping }: Upload): FormData {
  const form = new FormData();
  form.set("file", file);
  form.set("commune", String(commune));
  form.set("target", target);
  if (table) form.set("table", table);
  if (mapping) form.set("mapping", mapping);
  return form;
}
