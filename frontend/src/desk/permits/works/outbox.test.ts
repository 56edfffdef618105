import { beforeEach, describe, expect, test, vi } from "vitest";
import { ApiProblem } from "../../../api/problem";
import { Outbox, type OutboxParts } from "./outbox";
import { type Shelf, shelfInMemory } from "./shelf";

const offline = () => new ApiProblem(0, { type: "/problems/offline" });
const photo = (name: string) => ({
  file: new Blob([name]),
  name,
  takenAt: "2026-09-07T10:00:00Z",
  position: null,
});
const ENDED = { result: "conforming", heldAt: "2026-09-07T10:05:00Z" } as const;

let shelf: Shelf;
beforeEach(() => {
  shelf = shelfInMemory();
});

/** The page as it is opened anew on the same device. */
async function opened(more: Partial<OutboxParts> = {}) {
  const order: string[] = [];
  const parts: OutboxParts = {
    user: 7,
    shelf,
    sendPhoto: vi.fn(async (_visit, { name }) => order.push(name)),
    sendVisit: vi.fn(async ({ clientKey }) => order.push(clientKey)),
    onSent: vi.fn(),
    onLoggedOut: vi.fn(),
    ...more,
  };
  const outbox = new Outbox(parts);
  await outbox.load();
  return { outbox, parts, order };
}

async function endedOffline() {
  const { outbox } = await opened({ sendPhoto: vi.fn().mockRejectedValue(offline()) });
  outbox.addPhotos(3, [photo("a.jpg"), photo("b.jpg")]);
  outbox.change(3, ENDED);
  await outbox.send();
  return outbox;
}

describe("a visit is kept on the device until it is sent", () => {
  test("what was written and photographed is there again when the page is opened again", async () => {
    const { outbox } = await opened();
    outbox.change(3, { note: "Two floors" });
    outbox.addPhotos(3, [photo("a.jpg")]);
    const again = (await opened()).outbox;
    expect(again.find(3)).toMatchObject({ note: "Two floors", clientKey: outbox.find(3)?.clientKey });
    expect(again.snapshot().photos.map(({ name }) => name)).toEqual(["a.jpg"]);
  });

  test("what is still being written is not sent", async () => {
    const { outbox, parts } = await opened();
    outbox.change(3, { note: "Two floors" });
    await outbox.send();
    expect(parts.sendVisit).not.toHaveBeenCalled();
  });

  test("without a network it waits, and goes when the page is opened with one: photographs first", async () => {
    const { clientKey } = (await endedOffline()).find(3) ?? {};
    const { outbox, parts, order } = await opened();
    expect(outbox.find(3)?.refusal).toBe("");
    await outbox.send();
    expect(order).toEqual(["a.jpg", "b.jpg", clientKey]);
    expect(parts.onSent).toHaveBeenCalledTimes(1);
    expect(outbox.snapshot()).toMatchObject({ visits: [], photos: [] });
    expect(await shelf.photos()).toEqual([]);
  });

  test("a photograph that arrived is not sent again after the network broke", async () => {
    await endedOffline();
    const sendPhoto = vi.fn().mockResolvedValueOnce({}).mockRejectedValue(offline());
    await (await opened({ sendPhoto })).outbox.send();
    const { outbox, order } = await opened();
    await outbox.send();
    expect(order[0]).toBe("b.jpg");
    expect(order).toHaveLength(2);
  });

  test("asked to send twice at once, it sends once", async () => {
    await endedOffline();
    const { outbox, parts } = await opened();
    await Promise.all([outbox.send(), outbox.send()]);
    await outbox.send();
    expect(parts.sendPhoto).toHaveBeenCalledTimes(2);
    expect(parts.sendVisit).toHaveBeenCalledTimes(1);
  });

  test("what is written while another visit is sent is not lost", async () => {
    await endedOffline();
    const { outbox } = await opened({
      sendPhoto: vi.fn(async () => outbox.change(4, { note: "Next site" })),
    });
    await outbox.send();
    expect(outbox.find(4)?.note).toBe("Next site");
    expect((await opened()).outbox.find(4)?.note).toBe("Next site");
  });

  test("what the server refuses stays here with its reason, and is not sent again by itself", async () => {
    await endedOffline();
    const sendVisit = vi.fn().mockRejectedValue(new ApiProblem(409, { detail: "Recorded already" }));
    const { outbox } = await opened({ sendVisit });
    await outbox.send();
    await outbox.send();
    expect(sendVisit).toHaveBeenCalledTimes(1);
    expect(outbox.find(3)?.refusal).toBe("Recorded already");
    expect(outbox.snapshot().photos).toHaveLength(2);
  });

  test("a login that has ended is asked for, and nothing is lost", async () => {
    await endedOffline();
    const sendPhoto = vi.fn().mockRejectedValue(new ApiProblem(401, {}));
    const { outbox, parts } = await opened({ sendPhoto });
    await outbox.send();
    expect(parts.onLoggedOut).toHaveBeenCalledTimes(1);
    expect(outbox.find(3)?.refusal).toBe("");
  });

  test("another inspector on the same device neither sees nor sends it", async () => {
    await endedOffline();
    const { outbox, parts } = await opened({ user: 8 });
    await outbox.send();
    expect(outbox.snapshot().visits).toEqual([]);
    expect(parts.sendVisit).not.toHaveBeenCalled();
  });
});
