/** Writes core's version, as changesets left it in the manifest, into the source that tells it to services. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, root } from "./workspace.ts";

const file = join(root, "packages/core/src/version.ts");
const { version = "" } = readManifest(join(root, "packages/core"));
const source = readFileSync(file, "utf8");
const written = source.replace(/"\d+\.\d+\.\d+[^"]*"/, JSON.stringify(version));
if (!written.includes(JSON.stringify(version))) throw new Error(`no version found in ${file}`);
writeFileSync(file, written);
