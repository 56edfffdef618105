import { currentLanguage } from "../i18n/language";
import { apiUrl, csrfHeader } from "./client";
import { ApiProblem } from "./problem";

export type Watch = { onProgress: (sent: number, total: number) => void; signal: AbortSignal };

/** Posts files and tells how much has travelled. XMLHttpRequest, because fetch cannot tell that. */
export function sendForm<T>(path: string, form: FormData, { onProgress, signal }: Watch): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiUrl(path));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.setRequestHeader("X-CSRFToken", csrfHeader());
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(new ApiProblem(request.status, body));
    };
    request.onerror = () => reject(new ApiProblem(0, { type: "/problems/offline" }));
    request.onabort = () => reject(new DOMException("The upload was stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
