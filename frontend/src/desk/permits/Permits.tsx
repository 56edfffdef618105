import { lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Loading } from "../../app/Loading";
import NotFound from "../../app/NotFound";
import { Denied } from "../../session/Denied";
import { useCan } from "../../session/useCan";

const QueuePage = lazy(() => import("./queue/QueuePage"));
const DossierPage = lazy(() => import("./dossier/DossierPage"));
const AskedPage = lazy(() => import("./member/AskedPage"));
const SessionsPage = lazy(() => import("./sessions/SessionsPage"));
const SessionPage = lazy(() => import("./sessions/SessionPage"));
const VisitsPage = lazy(() => import("./works/VisitsPage"));
const VisitPage = lazy(() => import("./works/VisitPage"));
const OffencesPage = lazy(() => import("./works/OffencesPage"));
const OffencePage = lazy(() => import("./works/OffencePage"));
const FiguresPage = lazy(() => import("./figures/FiguresPage"));
const RulesPage = lazy(() => import("./rules/RulesPage"));

const isId = (text: string) => /^\d+$/.test(text);

/** The permits desk. A member of the commission comes to what their entity is asked; an administrator to the rules. */
export default function Permits() {
  const handles = useCan("permits.view_permit");
  const advises = useCan("permits.give_opinion");
  const rules = useCan("permits.manage_rules");
  if (!handles && !advises && !rules) return <Denied />;
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/desk/permits">
          {handles ? (
            <QueuePage />
          ) : (
            <Redirect to={advises ? "/desk/permits/asked" : "/desk/permits/rules"} />
          )}
        </Route>
        <Route path="/desk/permits/asked" component={AskedPage} />
        <Route path="/desk/permits/sessions" component={SessionsPage} />
        <Route path="/desk/permits/sessions/:id">
          {({ id }) => (isId(id) ? <SessionPage key={id} id={Number(id)} /> : <NotFound />)}
        </Route>
        <Route path="/desk/permits/visits" component={VisitsPage} />
        <Route path="/desk/permits/visits/:id">
          {({ id }) => (isId(id) ? <VisitPage key={id} id={Number(id)} /> : <NotFound />)}
        </Route>
        <Route path="/desk/permits/offences" component={OffencesPage} />
        <Route path="/desk/permits/offences/:id">
          {({ id }) => (isId(id) ? <OffencePage key={id} id={Number(id)} /> : <NotFound />)}
        </Route>
        <Route path="/desk/permits/figures" component={FiguresPage} />
        <Route path="/desk/permits/rules" component={RulesPage} />
        <Route path="/desk/permits/:reference">
          {({ reference }) => <DossierPage key={reference} reference={decodeURIComponent(reference)} />}
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
