import { CircleAlert, CircleCheck, CircleDashed, CircleDot, Minus } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import type { CheckRun, Permit } from "../../../permits/shared/types";
import styles from "./dossier.module.css";
import { type Task, type TaskState, tasksOf } from "./tasks";

const SHAPES = {
  done: CircleCheck,
  doing: CircleDot,
  todo: CircleDashed,
  alert: CircleAlert,
  none: Minus,
} as const satisfies Record<TaskState, unknown>;

interface TaskListProps {
  permit: Permit;
  run: CheckRun | undefined;
  selected: Task;
  onSelect: (task: Task) => void;
}

export function TaskList({ permit, run, selected, onSelect }: TaskListProps) {
  const { t, format } = useI18n();
  return (
    <nav className={styles.taskNav} aria-label={t("permitDesk.tasks")}>
      <ul className={styles.taskList}>
        {tasksOf(permit, run, Date.now()).map(({ task, state, parts }) => {
          const Shape = SHAPES[state];
          return (
            <li key={task}>
              <button
                type="button"
                aria-current={selected === task ? "step" : undefined}
                data-state={state}
                onClick={() => onSelect(task)}
              >
                <Shape aria-hidden size={18} />
                <span className={styles.taskName}>{t(`permitDesk.task.${task}`)}</span>
                <span className="visually-hidden">{t(`permitDesk.taskState.${state}`)}</span>
                {parts && (
                  <span className="numeric">
                    {format.number(parts.done)}/{format.number(parts.all)}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
