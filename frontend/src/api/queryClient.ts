import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

/** What the server refused stays refused; only a failing network or server is tried again. */
function retry(failures: number, error: Error): boolean {
  const transient = error instanceof ApiProblem ? error.isOffline || error.status >= 502 : false;
  return transient && failures < 3;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 30_000, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});
