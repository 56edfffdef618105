import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "../../api/client";
import { currentLanguage } from "../../i18n/language";
import { permitKey } from "../shared/queries";
import type { Permit, PermitType } from "../shared/types";
import { type DraftChange, DraftSaver, type SaverState } from "./draftSaver";
import { type Fields, fieldsOf } from "./fields";
import { type Step, stepsOf } from "./steps";

/** A draft as the pages of its form see it: stored, with what waits to be stored laid over it. */
export interface Draft {
  readonly permit: Permit;
  readonly type: PermitType;
  readonly steps: readonly Step[];
  readonly fields: Fields;
  readonly saving: SaverState;
  readonly change: (change: DraftChange) => void;
  readonly flush: () => Promise<boolean>;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

export function useDraft(permit: Permit, types: readonly PermitType[]): Draft | null {
  const client = useQueryClient();
  const [saver] = useState(() => {
    const path = `/permits/${permit.id}`;
    return new DraftSaver({
      version: permit.version,
      save: (body) => api<Permit>(`${path}/draft`, { method: "PUT", body }),
      readNewest: () => api<Permit>(path),
      onSaved: (stored) => client.setQueryData([...permitKey(permit.id), currentLanguage()], stored),
      kept: keptOnDevice(permit.id),
    });
  });
  const saving = useSyncExternalStore(saver.subscribe, saver.snapshot);
  useEffect(() => saver.adopt(permit), [saver, permit]);
  useEffect(() => {
    void saver.flush();
    const leave = () => void saver.flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [saver]);
  const fields = fieldsOf(permit, saving.pending);
  const type = types.find((one) => one.code === fields.kind) ?? types[0];
  if (!type) return null;
  return {
    permit,
    type,
    steps: stepsOf(type),
    fields,
    saving,
    change: (change) => saver.change(change),
    flush: () => saver.flush(),
    keepMine: () => void saver.keepMine(),
    takeTheirs: () => saver.takeTheirs(),
  };
}

/** What has not reached the server yet, over a reload or a lost connection. */
function keptOnDevice(id: number) {
  const key = `kharita.draft.${id}`;
  return {
    read: (): DraftChange => JSON.parse(localStorage.getItem(key) ?? "{}") as DraftChange,
    write: (pending: DraftChange) => {
      if (Object.keys(pending).length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(pending));
    },
  };
}
