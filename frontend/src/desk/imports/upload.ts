import { apiUrl, csrfHeader } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { currentLanguage } from "../../i18n/language";
import type { Import } from "./types";

export type Upload = {
  file: File;
  commune: number;
  target: string;
  table: File | null;
  mapping: File | null;
};

type Watch = { onProgress: (sent: number, total: number) => void; signal: AbortSignal };

/** Sends the files of a new import. XMLHttpRequest, because fetch cannot tell how much has been sent. */
export function upload(files: Upload, { onProgress, signal }: Watch): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiUrl("/imports"));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.setRequestHeader("X-CSRFToken", csrfHeader());
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as unknown as Import);
      else reject(new ApiProblem(request.status, body));
    };
    request.onerror = () => reject(new ApiProblem(0, { type: "/problems/offline" }));
    request.onabort = () => reject(new DOMException("The upload was stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(formOf(files));
  });
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

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
