import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import type { Visit } from "../queries";

export interface TakenPhoto {
  file: File;
  address: string;
  takenAt: string;
  position: [number, number] | null;
}

interface Held {
  body: unknown;
  photos: readonly TakenPhoto[];
}

/** Photographs first, so that a visit is complete when it counts as held; the same one twice is kept once. */
export function useHoldVisit(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ body, photos }: Held) => {
      for (const photo of photos) await sendPhoto(id, photo);
      return api<Visit>(`/permits/inspections/${id}`, { method: "PUT", body });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits"] }),
  });
}

function sendPhoto(id: number, { file, takenAt, position }: TakenPhoto): Promise<unknown> {
  const form = new FormData();
  form.set("file", file);
  form.set("taken_at", takenAt);
  if (position) {
    form.set("lon", String(position[0]));
    form.set("lat", String(position[1]));
  }
  return api(`/permits/inspections/${id}/photos`, { method: "POST", body: form });
}
