import { useEffect, useState, useSyncExternalStore } from "react";
import { useSurveyActions } from "../queries";
import type { Survey } from "../types";
import type { Sending, Uploader } from "./uploader";

const NOTHING: Sending = { files: [], speed: 0, secondsLeft: null };
const silent = () => () => undefined;
const nothing = () => NOTHING;

/** What is on its way to a survey. The machinery is loaded only here, where somebody may send files. */
export function useUploader(survey: Survey): { uploader: Uploader | null; sending: Sending } {
  const [uploader, setUploader] = useState<Uploader | null>(null);
  const { refresh } = useSurveyActions(survey.id);
  const { id, commune_id: commune, may_upload: mayUpload } = survey;
  useEffect(() => {
    if (!mayUpload) return;
    let isGone = false;
    void import("./uploader").then(({ uploaderOf }) => {
      if (!isGone) setUploader(uploaderOf(id, commune));
    });
    return () => {
      isGone = true;
    };
  }, [id, commune, mayUpload]);
  useEffect(() => {
    if (uploader) uploader.onAttached = () => void refresh();
  });
  const sending = useSyncExternalStore(uploader?.subscribe ?? silent, uploader?.snapshot ?? nothing);
  return { uploader, sending };
}
