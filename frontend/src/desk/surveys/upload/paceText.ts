import type { useI18n } from "../../../i18n/t";
import type { Sending } from "./uploader";

type I18n = ReturnType<typeof useI18n>;

/** How fast, and how long yet; "" while nothing moves. */
export function paceText(
  { speed, secondsLeft }: Pick<Sending, "speed" | "secondsLeft">,
  t: I18n["t"],
  format: I18n["format"],
): string {
  if (speed <= 0 || secondsLeft === null) return "";
  const pace = t("surveys.speed", { speed: format.bytes(speed) });
  const minutes = Math.ceil(secondsLeft / 60);
  const left =
    secondsLeft < 60
      ? t("surveys.underAMinute")
      : minutes < 90
        ? t("surveys.minutesLeft", { count: minutes })
        : t("surveys.hoursLeft", { count: Math.round(minutes / 60) });
  return `${pace} · ${left}`;
}
