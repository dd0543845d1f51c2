import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A bad line between a client and a server of this machine: a TCP proxy that can cut, delay, throttle, and answer in
 * the server's place as the sign-in page of a hotel does. `up` is what the client sends.
 */
export interface Line {
  port: number;
  /** Cuts every connection of now and later once so many bytes went up, counted from this call; null never. */
  cutAfter(bytes: number | null): void;
  /** Bytes a second in both directions together; null as fast as it goes. */
  throttle(bytesPerSecond: number | null): void;
  delay(milliseconds: number): void;
  /** Takes what comes and says nothing. */
  silence(on: boolean): void;
  portal(on: boolean): void;
  /** Bytes that went up through it. */
  up(): number;
  cuts(): number;
  close(): Promise<void>;
}

const page = '<!doctype html><title>Welcome</title><p>Accept the terms to use this network.';
const portalAnswer = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\nConnection: close\r\n\r\n${page}`;

export async function badLine(target: number): Promise<Line> {
  let [left, rate, wait, quiet, hotel]: [number | null, number | null, number, boolean, boolean] = [
    null,
    null,
    0,
    false,
    false,
  ];
  let [up, cuts] = [0, 0];
  const open = new Set<Socket>();

  const pass = (from: Socket, to: Socket, isUp: boolean): void => {
    from.on('data', (piece: Buffer) => {
      if (quiet) return;
      let sent = piece;
      if (isUp && left !== null) {
        sent = piece.subarray(0, left);
        left -= sent.length;
      }
      if (isUp) up += sent.length;
      const pause = wait + (rate === null ? 0 : (sent.length / rate) * 1000);
      from.pause();
      const go = (): void => {
        if (!to.destroyed) to.write(sent);
        if (isUp && left === 0) {
          cuts += 1;
          from.destroy();
          to.destroy();
        } else from.resume();
      };
      if (pause > 0) setTimeout(go, pause);
      else go();
    });
    from.on('close', () => to.destroy());
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
  };

  const server: Server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    if (hotel) {
      client.on('error', () => undefined);
      client.once('data', () => client.end(portalAnswer));
      return;
    }
    if (left === 0) {
      client.destroy();
      return;
    }
    const other = connect(target, '127.0.0.1');
    open.add(other);
    other.on('close', () => open.delete(other));
    pass(client, other, true);
    pass(other, client, false);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cutAfter: (bytes) => {
      left = bytes;
    },
    throttle: (bytesPerSecond) => {
      rate = bytesPerSecond;
    },
    delay: (milliseconds) => {
      wait = milliseconds;
    },
    silence: (on) => {
      quiet = on;
    },
    portal: (on) => {
      hotel = on;
    },
    up: () => up,
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
