import { useI18n } from "../i18n/t";
import { chosen, DIFFERENCE, offered, PICTURE, titleOf } from "./looks";
import { useLooks, useTiles } from "./queries";
import type { SurveyRow } from "./types";

/** The look that is asked for, at both dates as far as they have it, with the others to choose from. */
export function useLook(asked: string, survey: SurveyRow | null, before: SurveyRow | null) {
  const { t } = useI18n();
  const own = useLooks(survey).data;
  const earlierOwn = useLooks(before).data;
  const names = survey && own ? offered(own, survey, before) : undefined;
  const look = chosen(asked, names);
  // The plain picture is drawn at once; of anything else it is first known whether there is such a look.
  const isThere = names?.includes(look) ?? (look === PICTURE && survey?.kinds.includes("ortho"));
  const beforeLook = look === DIFFERENCE ? PICTURE : look;
  const hasEarlier = earlierOwn?.some(({ name }) => name === beforeLook) ?? false;
  return {
    look,
    looks: (names ?? []).map((name) => ({ value: name, title: titleOf(name, own ?? [], t) })),
    after: useTiles(isThere ? survey : null, look, before),
    earlier: useTiles(hasEarlier ? before : null, beforeLook, null),
  };
}
