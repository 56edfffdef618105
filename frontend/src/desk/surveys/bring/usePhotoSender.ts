import { useEffect, useState, useSyncExternalStore } from "react";
import type { Survey } from "../types";
import type { PhotoSender, PhotoSending } from "./photoSender";
import { usePhotoActions } from "./queries";

const silent = () => () => undefined;
const nothing = () => null;

/** The photos on their way to a survey (null until the machinery is there). */
export function usePhotoSender({ id, commune_id: commune }: Survey): {
  sender: PhotoSender | null;
  sending: PhotoSending | null;
} {
  const [sender, setSender] = useState<PhotoSender | null>(null);
  const { refresh } = usePhotoActions(id);
  useEffect(() => {
    let isGone = false;
    void import("./photoSender").then(({ photoSenderOf }) => {
      if (!isGone) setSender(photoSenderOf(id, commune));
    });
    return () => {
      isGone = true;
    };
  }, [id, commune]);
  useEffect(() => {
    if (sender) sender.onArrived = () => void refresh();
  });
  const sending = useSyncExternalStore<PhotoSending | null>(
    sender?.subscribe ?? silent,
    sender?.snapshot ?? nothing,
  );
  return { sender, sending };
}
