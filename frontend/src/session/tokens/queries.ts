import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { components } from "../../api/schema";

export type Tokens = components["schemas"]["TokensOut"];
export type Token = Tokens["items"][number];
export type TokenDraft = components["schemas"]["TokenIn"];
type NewToken = components["schemas"]["NewToken"];

const KEY = ["tokens"];

/** One's own access tokens, and what a new one may be made for, in the reader's language. */
export function useTokens(language: string) {
  return useQuery({ queryKey: [...KEY, language], queryFn: () => api<Tokens>("/tokens") });
}

export function useMakeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: TokenDraft) => api<NewToken>("/tokens", { method: "POST", body: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api<null>(`/tokens/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
