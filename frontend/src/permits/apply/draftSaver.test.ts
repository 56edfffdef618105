import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiProblem } from "../../api/problem";
import type { Permit } from "../shared/types";
import { type DraftChange, DraftSaver, type SaverParts } from "./draftSaver";

const stored = (version: number, more: Partial<Permit> = {}) => ({ version, ...more }) as Permit;

function make(more: Partial<SaverParts> = {}) {
  let kept: DraftChange = {};
  const parts: SaverParts = {
    version: 1,
    save: vi.fn(async ({ version }) => stored(version + 1)),
    readNewest: vi.fn(async () => stored(7)),
    onSaved: vi.fn(),
    kept: {
      read: () => kept,
      write: (pending) => {
        kept = pending;
      },
    },
    ...more,
  };
  return { saver: new DraftSaver(parts), parts, kept: () => kept };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a draft is saved as one goes", () => {
  test("changes are gathered and sent once, with the version that was read", async () => {
    const { saver, parts } = make();
    saver.change({ title: "A" });
    saver.change({ title: "A house", address: "Street" });
    await vi.runAllTimersAsync();
    expect(parts.save).toHaveBeenCalledTimes(1);
    expect(parts.save).toHaveBeenCalledWith({ title: "A house", address: "Street", version: 1 });
    expect(saver.snapshot().status).toBe("saved");
  });

  test("what is written while a save travels is sent after it, with the new version", async () => {
    const { saver, parts } = make();
    vi.mocked(parts.save).mockImplementationOnce(async ({ version }) => {
      saver.change({ title: "Second" });
      return stored(version + 1);
    });
    saver.change({ title: "First", address: "Street" });
    expect(await saver.flush()).toBe(true);
    expect(parts.save).toHaveBeenLastCalledWith({ title: "Second", version: 2 });
  });

  test("without a network it stays on the device and is sent when there is one", async () => {
    const { saver, parts, kept } = make();
    vi.mocked(parts.save).mockRejectedValueOnce(new ApiProblem(0, {}));
    saver.change({ title: "A house" });
    expect(await saver.flush()).toBe(false);
    expect(saver.snapshot().status).toBe("offline");
    expect(kept()).toEqual({ title: "A house" });
    await vi.runAllTimersAsync();
    expect(saver.snapshot().status).toBe("saved");
    expect(kept()).toEqual({});
  });

  test("what was kept from the last visit is not lost", async () => {
    const { saver, parts } = make({ kept: { read: () => ({ title: "Kept" }), write: () => undefined } });
    await saver.flush();
    expect(parts.save).toHaveBeenCalledWith({ title: "Kept", version: 1 });
  });

  test("what can never be right is told and not sent again by itself", async () => {
    const { saver, parts } = make();
    vi.mocked(parts.save).mockRejectedValueOnce(new ApiProblem(422, { detail: "no" }));
    saver.change({ project: { floors: 999 } });
    await vi.runAllTimersAsync();
    expect(saver.snapshot().problem?.detail).toBe("no");
    expect(parts.save).toHaveBeenCalledTimes(1);
  });
});

describe("another device was faster", () => {
  const raced = async () => {
    const made = make();
    vi.mocked(made.parts.save).mockRejectedValueOnce(
      new ApiProblem(409, { type: "/problems/draft-changed" }),
    );
    made.saver.change({ title: "Mine" });
    await made.saver.flush();
    return made;
  };

  test("nothing is overwritten: the newer state is read and shown", async () => {
    const { saver, parts } = await raced();
    expect(saver.snapshot()).toMatchObject({ status: "conflict", pending: { title: "Mine" } });
    saver.change({ address: "Street" });
    await vi.runAllTimersAsync();
    expect(parts.save).toHaveBeenCalledTimes(1);
  });

  test("one's own is kept on top of theirs", async () => {
    const { saver, parts } = await raced();
    expect(await saver.keepMine()).toBe(true);
    expect(parts.save).toHaveBeenLastCalledWith({ title: "Mine", version: 7 });
  });

  test("or theirs is taken, and one's own forgotten", async () => {
    const { saver, parts, kept } = await raced();
    saver.takeTheirs();
    expect(kept()).toEqual({});
    expect(parts.onSaved).toHaveBeenLastCalledWith(stored(7));
    expect(saver.snapshot().status).toBe("saved");
  });
});
