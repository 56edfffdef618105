import { useQuery } from "@tanstack/react-query";
import { Plane } from "lucide-react";
import { Link } from "wouter";
import { api } from "../api/client";
import type { components } from "../api/schema";
import { can, useSession } from "../api/session";
import { useI18n } from "../i18n/t";

type OfPermit = components["schemas"]["OfPermitOut"];

export interface SurveysOfPermitProps {
  permit: number;
  commune: number;
  titleClass: string;
  listClass: string;
}

/** The flights that show a permit's site, the latest first; each opens beside the earlier dates. */
export function SurveysOfPermit({ permit, commune, titleClass, listClass }: SurveysOfPermitProps) {
  const { t, format } = useI18n();
  const { data: session } = useSession();
  const { data } = useQuery({
    queryKey: ["surveys", "of-permit", permit],
    queryFn: () => api<OfPermit[]>(`/surveys/of-permit/${permit}`),
    enabled: can(session, "surveys.view_survey", commune),
  });
  if (!data || data.length === 0) return null;
  return (
    <section>
      <h2 className={titleClass}>{t("surveys.ofPermit")}</h2>
      <ul className={listClass}>
        {data.map((survey) => (
          <li key={survey.id}>
            <Link href={`/s/${survey.id}`}>
              <Plane aria-hidden size={16} />
              <span>
                {format.date(survey.flown_at)} · <bdi>{survey.title}</bdi>
                {survey.findings > 0 && ` · ${t("surveys.findingsHere", { count: survey.findings })}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
