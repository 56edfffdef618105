import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "../../api/client";
import type { AuditEntry, Person, PersonDraft, RoleKind } from "./types";

export const PAGE_SIZE = 50;

export type PersonFilter = { q: string; commune: number | null; role: string | null; page: number };

export function usePeople({ q, ...filter }: PersonFilter) {
  return useQuery({
    queryKey: ["users", "list", q, filter],
    queryFn: () =>
      api<{ items: Person[]; total: number }>("/users", {
        query: { ...filter, q: q || null, size: PAGE_SIZE },
      }),
    placeholderData: keepPreviousData,
  });
}

const personKey = (id: number) => ["users", "one", id] as const;

export function usePerson(id: number) {
  return useQuery({ queryKey: personKey(id), queryFn: () => api<Person>(`/users/${id}`) });
}

export function useRoles() {
  return useQuery({
    queryKey: ["roles"],
    queryFn: () => api<RoleKind[]>("/roles"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type Created = Person & { password: string };

export function useCreatePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: PersonDraft) => api<Created>("/users", { method: "POST", body: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["users", "list"] }),
  });
}

export function useChangePerson(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<PersonDraft & { is_active: boolean }>) =>
      api<Person>(`/users/${id}`, { method: "PATCH", body: change }),
    onSuccess: async (person) => {
      client.setQueryData(personKey(id), person);
      await client.invalidateQueries({ queryKey: ["users", "list"] });
      await client.invalidateQueries({ queryKey: ["users", "audit", id] });
    },
  });
}

export function useResetPassword(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<{ password: string }>(`/users/${id}/password`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["users"] }),
  });
}

export function useAudit(id: number) {
  return useInfiniteQuery({
    queryKey: ["users", "audit", id],
    queryFn: ({ pageParam }) =>
      api<{ items: AuditEntry[]; total: number }>("/audit", {
        query: { table: "accounts_user", row_id: id, page: pageParam },
      }),
    initialPageParam: 1,
    getNextPageParam: (last, pages) =>
      pages.reduce((sum, page) => sum + page.items.length, 0) < last.total && last.items.length > 0
        ? pages.length + 1
        : null,
  });
}
