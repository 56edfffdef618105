import { useEffect } from "react";
import { useOutbox } from "./useOutbox";

const AGAIN_MS = 20_000;

/** Stands beside the desk's pages: sends the visits that are kept here, as soon as there is a network. */
export default function VisitSender() {
  const { outbox } = useOutbox();
  useEffect(() => {
    const send = () => void outbox.send();
    send();
    const timer = setInterval(send, AGAIN_MS);
    window.addEventListener("online", send);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", send);
    };
  }, [outbox]);
  return null;
}
