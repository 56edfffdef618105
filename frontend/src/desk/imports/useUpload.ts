import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { ApiProblem } from "../../api/problem";
import { type Upload, upload } from "./upload";

/** One upload at a time: how far it is, what went wrong, and the page of the import once it is there. */
export function useUpload() {
  const [, navigate] = useLocation();
  const [sent, setSent] = useState<{ done: number; total: number } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const abort = useRef<AbortController | null>(null);

  function start(files: Upload) {
    const controller = new AbortController();
    abort.current = controller;
    setProblem(null);
    setSent({ done: 0, total: files.file.size });
    upload(files, {
      onProgress: (done, total) => setSent({ done, total }),
      signal: controller.signal,
    })
      .then((item) => navigate(`/desk/imports/${item.id}`))
      .catch((error: unknown) => {
        setSent(null);
        if (error instanceof ApiProblem) setProblem(error);
        else if (!controller.signal.aborted) throw error;
      });
  }

  return { start, stop: () => abort.current?.abort(), sent, problem };
}
