#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// The second start takes a third of the time.
enableCompileCache();
const { main } = await import("./program.ts");
process.exitCode = await main(process.argv.slice(2));
