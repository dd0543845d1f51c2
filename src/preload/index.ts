import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/bridge.ts';
import type { ErrorCode, Result } from '../shared/result.ts';

/** The same limit as `files.ts` has; asked before the file is read. */
const mostUploadBytes = 2_000_000_000;
/** What is on no disk goes through memory. */
const mostMadeBytes = 50_000_000;

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
  upload: async (file, dropped) => {
    const path = webUtils.getPathForFile(file);
    if (file.size > (path ? mostUploadBytes : mostMadeBytes)) return refuse('validation', 'too_large');
    // The folders that it was chosen with; the preload has no types of the page.
    const { webkitRelativePath = '' } = file as { webkitRelativePath?: string };
    const name = dropped || webkitRelativePath || file.name;
    if (path) return ask('upload', name, path);
    const bytes = await file.arrayBuffer().catch(() => null);
    return bytes ? ask('upload', name, bytes) : refuse('unavailable', 'file_not_found');
  },
  blobAddress: (token) => `/blob/${token}`,
};

contextBridge.exposeInMainWorld('rollbook', bridge);
