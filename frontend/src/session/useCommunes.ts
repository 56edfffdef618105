import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import type { Commune } from "../api/types";

export function useCommunes() {
  return useQuery({ queryKey: ["communes"], queryFn: () => api<Commune[]>("/communes") });
}
