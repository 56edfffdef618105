import { lazy, Suspense } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { can, useSession } from "../api/session";
import { Loading } from "../app/Loading";
import NotFound from "../app/NotFound";
import { Page } from "../app/Page";
import { Problem } from "../app/Problem";
import { useI18n } from "../i18n/t";
import { ForcedPassword } from "../session/ForcedPassword";
import { EmptyState } from "../ui/EmptyState";

const StaffMap = lazy(() => import("./StaffMap"));
const ParcelPage = lazy(() => import("../dossier/ParcelPage"));
const Imports = lazy(() => import("./imports/Imports"));
const Permits = lazy(() => import("./permits/Permits"));
const Surveys = lazy(() => import("./surveys/Surveys"));
const Users = lazy(() => import("./users/Users"));
const VisitSender = lazy(() => import("./permits/works/VisitSender"));

/** The pages of the commune's staff. Who is nobody is sent to log in and comes back here. */
export default function Desk() {
  const { t } = useI18n();
  const [path] = useLocation();
  const { data: session, error, refetch } = useSession();
  if (error)
    return (
      <Page title={t("problem.title")}>
        <Problem problem={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!session) return <Loading />;
  if (!session.user)
    return <Redirect to={`/login?next=${encodeURIComponent(path + location.search)}`} replace />;
  if (session.user.must_change_password) return <ForcedPassword />;
  if (!can(session, "territory.view_desk"))
    return (
      <Page title={t("problem.notStaff")}>
        <EmptyState level="h1" title={t("problem.notStaff")}>
          {t("problem.notStaffHelp")}
        </EmptyState>
      </Page>
    );
  return (
    <Suspense fallback={<Loading />}>
      {can(session, "permits.inspect_site") && (
        <Suspense>
          <VisitSender />
        </Suspense>
      )}
      <Switch>
        <Route path="/desk" component={StaffMap} />
        <Route path="/desk/parcels/:slug">{({ slug }) => <ParcelPage slug={slug} isStaff />}</Route>
        <Route path="/desk/imports/*?" component={Imports} />
        <Route path="/desk/permits/*?" component={Permits} />
        <Route path="/desk/surveys/*?" component={Surveys} />
        <Route path="/desk/users/*?" component={Users} />
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
