import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Loading } from "../../app/Loading";
import NotFound from "../../app/NotFound";
import { Denied } from "../../session/Denied";
import { useCan } from "../../session/useCan";

const SurveysPage = lazy(() => import("./SurveysPage"));
const NewSurveyPage = lazy(() => import("./NewSurveyPage"));
const SurveyPage = lazy(() => import("./SurveyPage"));

const FindingsPage = lazy(() => import("./findings/FindingsPage"));

const isId = (text: string) => /^\d+$/.test(text);

/** Drone surveys: flights announced, their files sent, what they found. */
export default function Surveys() {
  const views = useCan("surveys.view_survey");
  const uploads = useCan("surveys.upload_survey");
  const findings = useCan("surveys.view_finding");
  if (!views) return <Denied />;
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/desk/surveys" component={SurveysPage} />
        <Route path="/desk/surveys/new">{uploads ? <NewSurveyPage /> : <Denied />}</Route>
        <Route path="/desk/surveys/comparisons/:id/findings">
          {({ id }) =>
            !findings ? <Denied /> : isId(id) ? <FindingsPage key={id} id={Number(id)} /> : <NotFound />
          }
        </Route>
        <Route path="/desk/surveys/:id">
          {({ id }) => (isId(id) ? <SurveyPage key={id} id={Number(id)} /> : <NotFound />)}
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
