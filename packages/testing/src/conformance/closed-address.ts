import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";

/** An address where nobody listens. */
export interface ClosedAddress {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  release(): void;
}

/**
 * The near end of a connection to a server that listens: nobody listens there, and until it is released nobody else is given the
 * port, as happens to one that a server has just closed.
 */
export async function closedAddress(server: string): Promise<ClosedAddress> {
  const { hostname, port } = new URL(server);
  const held = connect(Number(port), hostname);
  await once(held, "connect");
  return { origin: `http://127.0.0.1:${(held.address() as AddressInfo).port}`, release: () => void held.destroy() };
}
