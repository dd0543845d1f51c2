import { useQuery } from '@tanstack/react-query';
import { bridge, call } from '../app/bridge.ts';

/** Address of a photo of the sheet. Asked for anew whenever it is shown again: the backend holds only the last few. */
export function usePicture(sessionId: string, id: string) {
  return useQuery({
    queryKey: ['picture', sessionId, id],
    queryFn: async () => bridge.blobAddress((await call('attendance.openEvidence', { sessionId, id })).blob),
    gcTime: 0,
  });
}
