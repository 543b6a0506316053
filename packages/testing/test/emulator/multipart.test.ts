import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMultipart } from "../../src/emulator/multipart.ts";

describe("multipart bodies", () => {
  it("keep any bytes of any file", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 300 }), filename: fc.constantFrom("a.wav", 'with "quotes".mp3', "größe.ogg", "a\nb") }), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z_[\]]{1,12}$/), fc.string({ maxLength: 40 })),
        async (files, fields) => {
          const form = new FormData();
          for (const [name, value] of Object.entries(fields)) form.append(name, value);
          for (const { bytes, filename } of files) form.append("file", new Blob([new Uint8Array(bytes)], { type: "audio/x" }), filename);
          const request = new Request("http://127.0.0.1/", { method: "POST", body: form });
          const read = readMultipart(request.headers.get("content-type") ?? undefined, Buffer.from(await request.arrayBuffer()));
          // Form data ends lines with a carriage return and a line feed.
          const sent = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replace(/\r\n|\r|\n/g, "\r\n")]));
          expect(read?.fields).toEqual(sent);
          expect(read?.files.map(({ filename, bytes }) => [filename, [...bytes]])).toEqual(files.map(({ filename, bytes }) => [filename, [...bytes]]));
        },
      ),
    ));

  it("may hold the boundary inside a file", () => {
    const body = Buffer.from('preamble\r\n--edge\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nab --edge cd\r\n--edge--\r\n');
    expect(Buffer.from(readMultipart("multipart/form-data; boundary=edge", body)?.files[0]?.bytes ?? []).toString()).toBe("ab --edge cd");
    expect(readMultipart('multipart/form-data; boundary="edge"', body)?.files[0]?.contentType).toBe("application/octet-stream");
  });

  it.each(["--edge", "--edge\r\n", "--edge\r\nContent-Disposition: form-data\r\n\r\nx", ""])("that are cut off hold nothing: %j", (text) => {
    expect(readMultipart("multipart/form-data; boundary=edge", Buffer.from(text))).toEqual({ fields: {}, files: [] });
  });

  it("are none when the type is another", () => {
    expect(readMultipart("application/json", Buffer.from("--edge"))).toBeUndefined();
    expect(readMultipart(undefined, Buffer.from(""))).toBeUndefined();
  });
});
