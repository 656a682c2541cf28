/** Configuration of the server: from the environment, checked before anything starts. */

export interface ServerConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/** Throws an error that names the variable, its value and what is allowed. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ServerConfig {
  const { HOST = '127.0.0.1', PORT = '3000' } = env;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new Error(`PORT=${PORT}: must be a port number from 0 to 65535`);
  return { host: HOST, port };
}
