import { InvalidArgumentError, InvalidResponseDataError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { createConnection } from "../../src/connection/create-connection.ts";
import { describeError } from "../../src/errors/describe-error.ts";
import { endpointOf, fakeResponse, fakeTransport } from "./endpoint.ts";
import { apiErrorOf } from "./failures.ts";

const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

function connect(response = fakeResponse([picture], { headers: { "content-type": "image/png" } }), baseURL = "https://service.test/v1") {
  const transport = fakeTransport(() => response);
  return { transport, connection: createConnection(endpointOf({ transport, baseURL, headers: { "x-user": "ada", "x-token": "test-token" } })) };
}

describe("download", () => {
  it("gives the bytes, and takes nothing of the connection along", async () => {
    const { connection, transport } = connect();
    const answer = await connection.download({ url: "https://results.test/a.png?Expires=1" });
    expect(answer).toMatchObject({ url: "https://results.test/a.png?Expires=1", status: 200, body: picture });
    const [request] = transport.requests;
    expect(request).toMatchObject({ method: "GET", url: "https://results.test/a.png?Expires=1" });
    expect(Object.keys(request?.headers ?? {}).toSorted()).toEqual(["accept", "user-agent"]);
  });

  it("does not blame the key for a result that is gone", async () => {
    const { connection } = connect(fakeResponse(["<Error><Code>AccessDenied</Code></Error>"], { status: 403 }));
    const error = await apiErrorOf(connection.download({ url: "https://results.test/a.png", modelId: "painter" }));
    expect(error.message).toMatch(/^test\/painter: 403/);
    expect(describeError(error).hint).toMatch(/may have expired/);
  });

  it.each([
    "http://127.0.0.1/a", "http://localhost:1/a", "http://a.localhost/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:10.0.0.1]/", "http://0x7f.1/",
  ])("refuses %s, an address within a private network", async (url) => {
    const { connection, transport } = connect();
    await expect(connection.download({ url })).rejects.toThrow(InvalidResponseDataError);
    expect(transport.requests).toHaveLength(0);
  });

  it.each(["file:///etc/passwd", "ftp://results.test/a", "data:text/plain,a", "no address", ""])("refuses %j", async (url) => {
    await expect(connect().connection.download({ url })).rejects.toThrow(InvalidResponseDataError);
  });

  it("blames the caller for an address that the caller named", async () => {
    const { connection, transport } = connect();
    const rejection: unknown = await connection.download({ url: "http://10.0.0.1/a", argument: "files", modelId: "painter" }).catch((error: unknown) => error);
    expect(InvalidArgumentError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ argument: "files", message: "test/painter: files holds 10.0.0.1, an address within a private network; it is not fetched." });
    expect(transport.requests).toHaveLength(0);
    const gone = await apiErrorOf(connect(fakeResponse(["gone"], { status: 404 })).connection.download({ url: "https://a.test/b", argument: "files" }));
    expect(describeError(gone).hint).toBe("this is about an address in files, and not about the key");
  });

  it("may stay in the private network where the service is", async () => {
    const { connection } = connect(undefined, "http://127.0.0.1:8080/v1");
    expect((await connection.download({ url: "http://127.0.0.1:9/a" })).body).toEqual(picture);
  });

  it("passes an abort on", async () => {
    const reason = new Error("enough");
    await expect(connect().connection.download({ url: "https://results.test/a", signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("a request with a base URL of its own", () => {
  it("goes there, with the key", async () => {
    const { connection, transport } = connect(fakeResponse(["{}"]));
    await connection.json({ method: "GET", baseURL: "https://service.test/api/v1", path: "/tasks/1" });
    expect(transport.requests[0]).toMatchObject({ url: "https://service.test/api/v1/tasks/1", headers: { "x-user": "ada" } });
  });

  it.each(["https://other.test/v1", "http://service.test/v1", "https://service.test:8443/v1"])("never takes the key to %s", async (baseURL) => {
    const { connection, transport } = connect();
    await expect(connection.json({ method: "GET", baseURL, path: "/x" })).rejects.toThrow(InvalidArgumentError);
    expect(transport.requests).toHaveLength(0);
  });
});
