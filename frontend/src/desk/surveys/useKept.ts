import { useState } from "react";

/** State that a reload or a closed tab does not lose: a form filled in outdoors is not filled in twice. */
export function useKept<Value extends object>(
  name: string,
  first: Value,
): [Value, (next: Value) => void, () => void] {
  const key = `kharita_form_${name}`;
  const [value, setValue] = useState<Value>(() => ({ ...first, ...kept(key) }));
  const keep = (next: Value) => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setValue(next);
  };
  return [value, keep, () => sessionStorage.removeItem(key)];
}

function kept(key: string): object {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as object;
  } catch {
    return {};
  }
}
