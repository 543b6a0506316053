// Runs on whatever Node the machine has (20 is enough): brings the project's own Node, pnpm and packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".portolan-setup");
const lock = join(root, ".setup-stamp");
const staleLockMs = 10 * 60_000;

const say = (text) => process.stderr.write(`${text}\n`);

function manifests() {
  const files = ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml"];
  for (const folder of ["packages", "apps"])
    for (const name of readdirSync(join(root, folder)).sort()) files.push(join(folder, name, "package.json"));
  return files.filter((file) => existsSync(join(root, file)));
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of manifests()) hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
  return hash.digest("hex");
}

function isReady() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** `mkdir` either makes the folder or fails: the one lock that every file system has. */
function tryLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > staleLockMs) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  say(`Setting up: ${packageManager} and Node 24, as packages of this project …`);
  const result = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: root,
    // pnpm's progress belongs on stderr: `npm start` prints the answer alone on stdout.
    stdio: ["ignore", 2, 2],
    env: { ...process.env, CI: "true" },
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    say("Set-up failed. npm's registry must be reachable the first time; the lines above say what went wrong.");
    process.exitCode = 1;
    throw new Error("set-up failed");
  }
  writeFileSync(stamp, fingerprint());
}

while (!isReady()) {
  if (!tryLock()) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    continue;
  }
  try {
    if (!isReady()) install();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
