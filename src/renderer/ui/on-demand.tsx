import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { Waiting } from './waiting.tsx';

/**
 * A part of the screen whose code loads when it is first drawn, or ahead of that by `fetch`. Unlike React's `lazy`
 * it is drawn as soon as it is here: Suspense keeps a fallback that showed for 300 ms at least.
 */
export function onDemand<M, N extends keyof M>(
  load: () => Promise<M>,
  name: N,
  meanwhile: ReactNode = <Waiting />,
) {
  type Props = M[N] extends ComponentType<infer P extends object> ? P : never;
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;
  const fetch = (): Promise<void> => {
    loading ??= load().then((module) => {
      loaded = module[name] as ComponentType<Props>;
    });
    return loading;
  };
  function OnDemand(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    const [failure, setFailure] = useState<unknown>(null);
    useEffect(() => {
      if (!Part) fetch().then(() => setPart(() => loaded), setFailure);
    }, [Part]);
    if (failure) throw failure;
    return Part ? <Part {...props} /> : meanwhile;
  }
  return Object.assign(OnDemand, { fetch });
}
