import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Route, Router, Switch } from "wouter";
import { isPublished } from "../api/published";
import { queryClient } from "../api/queryClient";
import { localeTag } from "../i18n/format";
import { useI18n } from "../i18n/t";
import { SessionGuard } from "../session/SessionGuard";
import { Toasts } from "../ui/Toast";
import { ErrorBoundary } from "./ErrorBoundary";
import { Loading } from "./Loading";

const PublicMap = lazy(() => import("../public/PublicMap"));
const ParcelPage = lazy(() => import("../dossier/ParcelPage"));
const LoginPage = lazy(() => import("../session/LoginPage"));
const Desk = lazy(() => import("../desk/Desk"));
const CataloguePage = lazy(() => import("../catalogue/CataloguePage"));
const DatasetPage = lazy(() => import("../catalogue/DatasetPage"));
const TokensPage = lazy(() => import("../session/tokens/TokensPage"));
const ApplyPages = lazy(() => import("../permits/apply/ApplyPages"));
const MinePages = lazy(() => import("../permits/mine/MinePages"));
const RegisterPage = lazy(() => import("../permits/public/RegisterPage"));
const VerifyPage = lazy(() => import("../permits/public/VerifyPage"));
const SurveyViewerPage = lazy(() => import("../surveys/SurveyViewerPage"));
const NotFound = lazy(() => import("./NotFound"));

/** A publication has one page, in whichever folder it lies. */
const FOLDER = location.pathname.replace(/\/[^/]*$/, "");

function Pages() {
  return (
    <Switch>
      <Route path="/" component={PublicMap} />
      <Route path="/p/:slug">{({ slug }) => <ParcelPage slug={slug} />}</Route>
      <Route path="/data" component={CataloguePage} />
      <Route path="/data/:id">{({ id }) => <DatasetPage id={id} />}</Route>
      <Route path="/s/:id">{({ id }) => <SurveyViewerPage id={Number(id)} />}</Route>
      <Route path="/login" component={LoginPage} />
      <Route path="/tokens" component={TokensPage} />
      <Route path="/apply/*?" component={ApplyPages} />
      <Route path="/mine/*?" component={MinePages} />
      <Route path="/permits" component={RegisterPage} />
      <Route path="/verify/:code?">{({ code }) => <VerifyPage code={code ?? ""} />}</Route>
      <Route path="/desk/*?" component={Desk} />
      <Route component={NotFound} />
    </Switch>
  );
}

export function App() {
  const { language, digits } = useI18n();
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={localeTag(language, digits)}>
        <ErrorBoundary>
          <Suspense fallback={<Loading />}>
            <Router base={isPublished ? FOLDER : ""}>{isPublished ? <PublicMap /> : <Pages />}</Router>
          </Suspense>
        </ErrorBoundary>
        <SessionGuard />
        <Toasts />
      </I18nProvider>
    </QueryClientProvider>
  );
}
