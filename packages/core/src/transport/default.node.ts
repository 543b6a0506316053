export { undiciTransport as defaultTransport } from "./undici.ts";
