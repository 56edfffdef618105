import { use, useSyncExternalStore } from "react";
import { api } from "../../../api/client";
import { queryClient } from "../../../api/queryClient";
import { makeFormat } from "../../../i18n/format";
import { currentLocale } from "../../../i18n/language";
import { makeTranslate } from "../../../i18n/t";
import { useUser } from "../../../session/useCan";
import { toast } from "../../../ui/Toast";
import { type KeptPhoto, type KeptVisit, Outbox, type OutboxState } from "./outbox";
import { openShelf } from "./shelf";

const opened = new Map<number, Promise<Outbox>>();

/** What the person here keeps on this device. Suspends until it has been read. */
export function useOutbox(): { outbox: Outbox; kept: OutboxState } {
  const outbox = use(outboxOf(useUser()?.id ?? 0));
  return { outbox, kept: useSyncExternalStore(outbox.subscribe, outbox.snapshot) };
}

function outboxOf(user: number): Promise<Outbox> {
  const known = opened.get(user) ?? openOutbox(user);
  opened.set(user, known);
  return known;
}

async function openOutbox(user: number): Promise<Outbox> {
  const shelf = await openShelf();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["permits"] });
  const outbox = new Outbox({
    user,
    shelf,
    sendPhoto,
    sendVisit,
    onSent: () => {
      void refresh();
      const { language, digits, messages } = currentLocale();
      toast(makeTranslate(messages, language, digits, makeFormat(language, digits))("permitDesk.visitSent"));
    },
    onLoggedOut: () => void refresh(), // what the page reads is refused as well, and the password asked for
  });
  await outbox.load();
  return outbox;
}

function sendVisit(kept: KeptVisit): Promise<unknown> {
  const body = {
    client_key: kept.clientKey,
    held_at: kept.heldAt,
    result: kept.result,
    note: kept.note,
    checklist: kept.checklist,
    position: kept.position,
  };
  return api(`/permits/inspections/${kept.visit}`, { method: "PUT", body });
}

function sendPhoto(visit: number, { file, name, takenAt, position }: KeptPhoto): Promise<unknown> {
  const form = new FormData();
  form.set("file", file, name);
  form.set("taken_at", takenAt);
  if (position) {
    form.set("lon", String(position[0]));
    form.set("lat", String(position[1]));
  }
  return api(`/permits/inspections/${visit}/photos`, { method: "POST", body: form });
}
