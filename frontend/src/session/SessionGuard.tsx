import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { ApiProblem } from "../api/problem";
import { useI18n } from "../i18n/t";
import { isLoggedOut } from "./login";
import { useUser } from "./useCan";

// Most readers never log in: what asks for a password is loaded when it is needed.
const ReloginDialog = lazy(() => import("./ReloginDialog"));

/** Stands beside every page: asks again for the password when the session ends, and for the server's words
 * when the language is switched. */
export function SessionGuard() {
  const client = useQueryClient();
  const { language } = useI18n();
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    void client.invalidateQueries();
  }, [client, language]);
  return <Relogin />;
}

/** Watches every answer of the server: one that says "please log in" to somebody who was asks for the password. */
function Relogin() {
  const client = useQueryClient();
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const judge = (error: unknown) => {
      if (error instanceof ApiProblem && isLoggedOut(error)) setOpen(true);
    };
    const queries = client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") judge(event.action.error);
    });
    const mutations = client.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") judge(event.action.error);
    });
    return () => {
      queries();
      mutations();
    };
  }, [client]);
  return user && isOpen ? (
    <Suspense>
      <ReloginDialog username={user.username} onDone={() => setOpen(false)} />
    </Suspense>
  ) : null;
}
