import { followState } from '@/components/app-state';
import { Popup } from '@/components/popup/popup';
import { setLanguage } from '@/components/set-language';
import { render } from 'preact';

setLanguage();
followState(new AbortController().signal);
const root = document.getElementById('app');
if (root) render(<Popup />, root);
