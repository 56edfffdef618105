import { type FormEvent, useState } from "react";
import { ApiProblem } from "../api/problem";
import type { Session } from "../api/types";
import { useI18n } from "../i18n/t";
import { logIn } from "./login";
import { clock, useCountdown } from "./useCountdown";

const LOCKED_S = 300;

/** The credentials, what is wrong with them and how long the account stays locked; shared by page and dialog. */
export function useLogin({
  username: given = "",
  onSession,
}: {
  username?: string;
  onSession: (s: Session) => void;
}) {
  const { t, format, language } = useI18n();
  const [username, setUsername] = useState(given);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<ApiProblem | "missing" | null>(null);
  const [lockedUntil, setLockedUntil] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const lockedFor = useCountdown(lockedUntil);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || lockedFor > 0) return;
    if (!username.trim() || !password) return setProblem("missing");
    setBusy(true);
    setProblem(null);
    void logIn({ username: username.trim(), password })
      .then(onSession, refuse)
      .finally(() => setBusy(false));
  }

  function refuse(error: unknown) {
    if (!(error instanceof ApiProblem)) throw error;
    setProblem(error);
    if (error.code === "locked-out") setLockedUntil(Date.now() + (error.retryAfter ?? LOCKED_S) * 1000);
  }

  function fault(): string | null {
    if (problem === "missing") return t("session.login.missing");
    if (!problem || problem.code === "locked-out") return null;
    if (problem.isOffline) return t("session.login.offline");
    if (problem.code === "bad-credentials") return t("session.login.bad");
    return problem.detail || problem.title || t("session.login.offline");
  }

  const lockedText = t("session.login.lockedFor", { time: clockText(lockedFor, format.number, language) });
  return {
    username,
    setUsername,
    password,
    setPassword,
    submit,
    isBusy,
    fault: fault(),
    lockedFor,
    lockedText,
  };
}

/** The clock in the reader's digits, kept left-to-right within Arabic text. */
function clockText(seconds: number, number: (value: number) => string, language: string): string {
  const text = clock(seconds).replace(/\d/g, (digit) => number(Number(digit)));
  return language === "ar" ? `\u2066${text}\u2069` : text;
}
