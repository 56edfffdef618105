import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/t";
import { ReloginDialog } from "./ReloginDialog";

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
  return <ReloginDialog />;
}
