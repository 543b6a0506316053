/** Writes the pages of services that are known by name, from the data their providers are made of. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { providerPages } from "./provider-pages/pages.ts";
import { root } from "./workspace.ts";

for (const [path, text] of providerPages()) writeFileSync(join(root, path), text);
