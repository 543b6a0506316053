import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { CheckedItem, CheckInput } from "./report.ts";

const everyTarballHas = ["LICENSE", "README.md", "package.json", "dist", "src"];

/** publint --strict on the tarball itself, and the files a reader of the tarball expects. */
export async function* checkManifests({ packed }: CheckInput): AsyncGenerator<CheckedItem> {
  for (const { name, tarball, folder, manifest } of packed) {
    const bytes = await readFile(tarball);
    const { messages } = await publint({ pack: { tarball: Uint8Array.from(bytes).buffer }, strict: true });
    const complaints = messages.map((message) => formatMessage(message, manifest) ?? message.code);
    yield { name: `publint ${name}`, ok: messages.length === 0, details: complaints.join("\n") };

    const missing = everyTarballHas.filter((file) => !existsSync(join(folder, file)));
    yield { name: `files ${name}`, ok: missing.length === 0, details: missing.length === 0 ? "" : `the tarball lacks ${missing.join(", ")}` };
  }
}
