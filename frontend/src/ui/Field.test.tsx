import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { Field } from "./Field";
import { Select } from "./Select";
import { TextArea } from "./TextArea";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

test("a form with a fault told at its field can be sent again", () => {
  const form = document.createElement("form");
  document.body.append(form);
  const ignore = () => undefined;
  act(() =>
    createRoot(form).render(
      <>
        <Field label="Pixel" value="10,0" onChange={ignore} error="Write a number." />
        <TextArea label="Note" value="-" onChange={ignore} error="Say more." />
        <Select
          label="Kind"
          value="a"
          onChange={ignore}
          options={[{ value: "a", title: "A" }]}
          error="Not this."
        />
      </>,
    ),
  );
  expect(form.textContent).toContain("Write a number.");
  expect(form.checkValidity()).toBe(true);
  form.remove();
});
