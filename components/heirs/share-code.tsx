import { qrCode } from '@/utils/heirs/qr-code';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

/** A share as a QR code, which is drawn in the page: no picture is made of it. */
export function ShareCode({ share }: { share: string }): JSX.Element {
  const { size, path } = useMemo(() => qrCode(share.replaceAll(' ', '')), [share]);
  return (
    <svg class="share-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('shareCode')}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
