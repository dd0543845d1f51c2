import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/bridge.ts';
import type { ErrorCode, Result } from '../shared/result.ts';

/** The same limit as `files.ts` has; asked before the file is read into memory. */
const mostUploadBytes = 50_000_000;

const refuse = (code: ErrorCode, reason: string): Result<never> => ({ ok: false, error: { code, reason } });

const ask = (channel: 'call' | 'upload', ...values: unknown[]): Promise<Result<never>> =>
  ipcRenderer.invoke(channel, ...values).catch(() => refuse('unavailable', 'host_gone'));

const bridge: Bridge = {
  host: 'electron',
  call: (channel, input) => ask('call', channel, input),
  subscribe: (topic, callback) => {
    if (topic !== 'changed' && topic !== 'job') return () => {};
    const listen = (_event: unknown, data: unknown): void => callback(data);
    ipcRenderer.on(topic, listen);
    return () => void ipcRenderer.off(topic, listen);
  },
  upload: async (file) => {
    if (file.size > mostUploadBytes) return refuse('validation', 'too_large');
    const bytes = await file.arrayBuffer().catch(() => null);
    return bytes ? ask('upload', file.name, bytes) : refuse('unavailable', 'file_not_found');
  },
  blobAddress: (token) => `/blob/${token}`,
};

contextBridge.exposeInMainWorld('rollbook', bridge);
