import { useQuery } from "@tanstack/react-query";

/** The largest file that the server takes from this person; null where it does not say. */
export function useBytesMax(): number | null {
  const { data } = useQuery({
    queryKey: ["uploads", "limit"],
    queryFn: async () => {
      const answer = await fetch("/uploads/", { method: "OPTIONS", credentials: "same-origin" });
      return Number(answer.headers.get("Tus-Max-Size")) || null;
    },
    staleTime: 5 * 60_000,
  });
  return data ?? null;
}
