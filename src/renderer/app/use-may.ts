import { mayDo, type Permission } from '../../shared/rules/permissions.ts';
import { useCall } from './client.ts';

/** Whether the person at the keyboard may do something: what she may not is not offered. */
export function useMay(permission: Permission): boolean {
  const role = useCall('center.state', {}).data?.me?.role;
  return role !== undefined && mayDo(role, permission);
}
