// Runs on whatever Node the machine has (20 is enough): brings the project's own Node, pnpm and packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".portolan-setup");
const lock = join(root, ".setup-lock");
const pollMs = 250;

// stdout belongs to the command that follows: `npm -s start` prints the answer alone.
const say = (text) => process.stderr.write(`${text}\n`);

/** Every file that decides what gets installed. */
function manifests() {
  const files = ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml"];
  for (const folder of ["packages", "apps"])
    for (const name of readdirSync(join(root, folder)).toSorted()) files.push(join(folder, name, "package.json"));
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

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** `undefined`: this process has the lock. Else the id of the one that has it, empty when nobody can be named yet. */
function otherOwner() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return undefined;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  // Empty: its owner is between creating and writing it.
  const owner = existsSync(lock) ? readFileSync(lock, "utf8") : "";
  if (owner === "" || isAlive(Number(owner))) return owner;
  rmSync(lock, { force: true });
  return "";
}

/** Whether everything is installed now. */
function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  say(`Setting up: ${packageManager} and Node 24, as packages of this project …`);
  const result = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, CI: "true" },
    shell: process.platform === "win32",
  });
  if (result.status === 0) {
    writeFileSync(stamp, fingerprint());
    return true;
  }
  if (result.error) say(`npx could not be started: ${result.error.message}`);
  say("Set-up failed: the lines above say why. The first time, npm's registry must be reachable; after a change of a package.json, `npx pnpm install --no-frozen-lockfile` writes the lockfile anew.");
  return false;
}

let saidWaiting = false;
while (!isReady()) {
  const owner = otherOwner();
  if (owner === undefined) {
    let ok = false;
    try {
      ok = isReady() || install();
    } finally {
      rmSync(lock, { force: true });
    }
    if (!ok) process.exit(1);
    break;
  }
  if (owner !== "" && !saidWaiting) {
    say(`Waiting for process ${owner}, which is setting up. If it is not, remove ${lock}.`);
    saidWaiting = true;
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
}
