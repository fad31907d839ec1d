import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Goes to what the address points to (`#turn-28`) as soon as it is there: lines come one by one. Once for each
 * time that one goes there, so that whoever scrolls on is not pulled back. What it points to is marked, and has the focus.
 */
export function useTarget(id: string, there: unknown): void {
  const { hash, key } = useLocation();
  const gone = useRef('');
  useEffect(() => {
    const address = `${id} ${hash} ${key}`;
    if (!there || gone.current === address) return;
    const found = document.getElementById(hash.slice(1));
    const target = found?.closest<HTMLElement>('.turn, .answer') ?? found;
    if (!target) return;
    gone.current = address;
    for (const before of document.querySelectorAll('[data-target]')) before.removeAttribute('data-target');
    target.setAttribute('data-target', '');
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'center' });
  }, [id, hash, key, there]);
}
