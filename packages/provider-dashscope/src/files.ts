import { NoSuchProviderReferenceError, type FilesV4, type FilesV4UploadFileCallOptions, type FilesV4UploadFileResult, type JSONObject } from "@ai-sdk/provider";
import { decodeBase64, type Connection } from "@portolan/core";
import { asObject } from "./json.ts";
import { unreadable } from "./native.ts";

/** What DashScope's provider has beyond every other. */
export interface DashScopeExtra {
  /** Uploads documents for `qwen-long` and `qwen-doc-turbo`, and deletes them again; for the AI SDK's `uploadFile`. */
  readonly files: () => FilesV4;
}

/** The service tells by the name what a document is. https://www.alibabacloud.com/help/en/model-studio/openai-file-interface */
const namesByType: ReadonlyMap<string, string> = new Map([
  ["application/pdf", "document.pdf"],
  ["application/msword", "document.doc"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document.docx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "document.xlsx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "document.pptx"],
  ["application/epub+zip", "document.epub"],
  ["application/json", "document.json"],
  ["text/markdown", "document.md"],
  ["text/csv", "document.csv"],
]);

/** Documents at the service, kept until they are deleted. */
export function files(to: Connection): FilesV4 {
  return {
    specificationVersion: "v4",
    provider: `${to.id}.files`,
    uploadFile: (options) => upload(to, options),
    async deleteFile({ file, abortSignal: signal, headers }) {
      const id = file[to.id];
      if (id === undefined) throw new NoSuchProviderReferenceError({ provider: to.id, reference: file });
      const answer = await to.json({ method: "DELETE", path: `/files/${encodeURIComponent(id)}`, headers, signal });
      return { providerReference: { [to.id]: id }, deleted: asObject(answer.body)?.["deleted"] === true, warnings: [...answer.warnings] };
    },
  };
}

async function upload(to: Connection, options: FilesV4UploadFileCallOptions): Promise<FilesV4UploadFileResult> {
  const { mediaType, abortSignal: signal, headers } = options;
  const form = new FormData();
  form.append("purpose", "file-extract");
  form.append("file", await toBlob(options), options.filename ?? namesByType.get(mediaType) ?? "document.txt");
  const answer = await to.json({ method: "POST", path: "/files", body: form, headers, signal });
  const row: JSONObject = asObject(answer.body) ?? {};
  const { id, filename, bytes, created_at: created, status } = row;
  if (typeof id !== "string") throw unreadable(to, undefined, "the answer names no file", answer.body);
  return {
    providerReference: { [to.id]: id },
    mediaType,
    ...(typeof filename === "string" ? { filename } : {}),
    ...(typeof bytes === "number" ? { byteSize: bytes } : {}),
    ...(typeof created === "number" ? { createdAt: new Date(created * 1000) } : {}),
    ...(typeof status === "string" ? { providerMetadata: { [to.id]: { status } } } : {}),
    warnings: [...answer.warnings],
  };
}

/** A form is sent whole, so a stream is read to its end. */
async function toBlob({ data, mediaType: type }: FilesV4UploadFileCallOptions): Promise<Blob> {
  switch (data.type) {
    case "text":
      return new Blob([data.text], { type });
    case "stream":
      return new Blob([await new Response(data.stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()], { type });
    default:
      return new Blob([typeof data.data === "string" ? decodeBase64(data.data) : (data.data as Uint8Array<ArrayBuffer>)], { type });
  }
}
