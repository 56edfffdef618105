import { api } from "../api/client";
import type { Session } from "../api/types";
import type { Language } from "../i18n/language";

/** Keeps a choice with the account too, so that it follows the person to the next machine. */
export function keepPreference(
  session: Session | undefined,
  change: { language?: Language; arabic_digits?: boolean },
): void {
  if (session?.user) void api("/session", { method: "PATCH", body: change }).catch(() => undefined);
}
