import { useEffect, useMemo, useState } from "react";
import type { Bounds, Position } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { useCan } from "../../session/useCan";
import { usePermitted } from "./queries";
import { permittedAt, permittedShapes } from "./shapes";
import type { Drawn, Permitted } from "./types";

const NOT_YET: readonly Permitted[] = [];

interface OfSurvey {
  id: number;
  commune_id: number;
}

/** The permits on a survey's ground as something to be drawn, switched and picked; for who handles permits. */
export function usePermittedLayer(survey: OfSurvey | undefined, area: Bounds | null, opening: Drawn) {
  const { t, format } = useI18n();
  const isOffered = useCan("permits.view_permit", survey?.commune_id);
  const [drawn, setDrawn] = useState(opening);
  const [place, setPlace] = useState<Position | null>(null);
  const isShown = drawn.footprints || drawn.plans;
  const told = usePermitted(survey && isOffered && isShown ? survey.id : null, area);
  const permits = (isShown ? told?.permits : undefined) ?? NOT_YET;
  const shapes = useMemo(() => {
    const label = ({ reference, height_m, standing }: Permitted) => {
      const lines = [reference];
      if (height_m !== null) lines.push(`≤ ${format.distance(height_m)}`);
      if (standing !== "in_force") lines.push(t(`surveys.permitted.standing.${standing}`));
      return lines.join("\n");
    };
    return permittedShapes(permits, drawn, label);
  }, [permits, drawn, t, format]);
  const picked = useMemo(
    () => (place ? permittedAt(place, permits, shapes) : NOT_YET),
    [place, permits, shapes],
  );
  // What is looked at lies on one survey's ground: with the survey it goes.
  const id = survey?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another survey is the reason, not something read.
  useEffect(() => setPlace(null), [id]);
  return {
    isOffered,
    isWhole: told?.is_whole ?? true,
    drawn,
    draw: (next: Partial<Drawn>) => setDrawn((held) => ({ ...held, ...next })),
    shapes,
    picked,
    pick: setPlace,
  };
}

export type PermittedLayer = ReturnType<typeof usePermittedLayer>;
