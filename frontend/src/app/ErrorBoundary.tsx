import { Component, type ReactNode } from "react";
import { ApiProblem } from "../api/problem";
import { Problem } from "./Problem";

interface State {
  error: Error | null;
}

/** The last net: a fault in drawing becomes a page that says so and offers the way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const problem = error instanceof ApiProblem ? error : new ApiProblem(500, {});
    return <Problem problem={problem} onRetry={() => location.reload()} />;
  }
}
